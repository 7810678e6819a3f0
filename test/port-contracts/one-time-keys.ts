import { expect } from 'vitest'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function keysContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const stored = async (alter: (key: KeyRecord) => KeyRecord = (key) => key) => {
    const { ports, now } = storage()
    const sample = newSampleRecords(now())
    const key = alter(sample.openKey)
    await ports.keys.add(key)
    const read = async () => (await ports.records.read({ key: key.keyHash })).key
    return { ...ports, now: sample.now, key, visitorHash: sample.visitorHash, read }
  }

  test('a visitor claims an open key and gets its record', async () => {
    const { keys, key, visitorHash, now, read } = await stored()
    const claimed = { ...key, claimedBy: visitorHash }
    expect(await keys.claimForVisitor(key.keyHash, { visitorHash, now })).toEqual({ claimed })
    expect(await read()).toEqual(claimed)
  })

  test('the same visitor may repeat the claim until the millisecond before the expiry', async () => {
    const { keys, key, visitorHash, now } = await stored()
    await keys.claimForVisitor(key.keyHash, { visitorHash, now })
    const again = await keys.claimForVisitor(key.keyHash, { visitorHash, now: key.expiresAt - 1 })
    expect(again).toEqual({ claimed: { ...key, claimedBy: visitorHash } })
  })

  const refused: readonly (readonly [what: string, alter: (key: KeyRecord, now: number) => KeyRecord])[] = [
    ['that expires at this millisecond', (key, now) => ({ ...key, expiresAt: now })],
    ['that expired a millisecond ago', (key, now) => ({ ...key, expiresAt: now - 1 })],
    ['that another visitor has claimed', (key) => ({ ...key, claimedBy: newHash() })],
    ['for submitting', (key) => ({ ...key, action: 'submit' })],
    ['for retrieving', (key) => ({ ...key, action: 'retrieve' })],
  ]
  for (const [what, alter] of refused) {
    test(`a key ${what} is refused, and its record is returned`, async () => {
      const moment = storage().now()
      const { keys, key, visitorHash, read } = await stored((key) => alter(key, moment))
      expect(await keys.claimForVisitor(key.keyHash, { visitorHash, now: moment })).toEqual({ refused: key })
      expect(await read()).toEqual(key)
    })
  }

  test('claiming an unknown key is refused and creates nothing', async () => {
    const { keys, records, visitorHash, now } = await stored()
    const keyHash = newHash()
    expect(await keys.claimForVisitor(keyHash, { visitorHash, now })).toEqual({ refused: undefined })
    expect(await records.read({ key: keyHash })).toEqual({})
  })

  test('only one of 50 visitors who claim a key concurrently succeeds', async () => {
    const { keys, key, now, read } = await stored()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => keys.claimForVisitor(key.keyHash, { visitorHash: newHash(), now })),
    )
    const claimed = claims.flatMap((claim) => ('claimed' in claim ? [claim.claimed] : []))
    expect(claimed).toEqual([await read()])
    expect(claims.flatMap((claim) => ('refused' in claim ? [claim.refused] : []))).toEqual(Array(49).fill(claimed[0]))
  })

  test('50 concurrent claims of a key by the same visitor all succeed', async () => {
    const { keys, key, visitorHash, now } = await stored()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => keys.claimForVisitor(key.keyHash, { visitorHash, now })),
    )
    expect(claims).toEqual(Array(50).fill({ claimed: { ...key, claimedBy: visitorHash } }))
  })
}
