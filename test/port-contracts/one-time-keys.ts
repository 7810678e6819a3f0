import { expect } from 'vitest'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function keysContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const stored = async (alter: (key: KeyRecord) => KeyRecord = (key) => key) => {
    const { ports, now } = storage()
    const story = newSampleRecords(now())
    const key = alter(story.openKey)
    await ports.keys.add(key)
    const read = async () => (await ports.records.read({ key: key.keyHash })).key
    return { ...ports, now: story.now, key, visitorHash: story.visitorHash, read }
  }

  test('a visitor claims an open key and reads what it is for', async () => {
    const { keys, key, visitorHash, now, read } = await stored()
    const claimed = { ...key, claimedBy: visitorHash }
    expect(await keys.claimForVisitor(key.keyHash, { visitorHash, now })).toEqual({ claimed })
    expect(await read()).toEqual(claimed)
  })

  test('the same visitor may ask again, in the last millisecond too', async () => {
    const { keys, key, visitorHash, now } = await stored()
    await keys.claimForVisitor(key.keyHash, { visitorHash, now })
    const again = await keys.claimForVisitor(key.keyHash, { visitorHash, now: key.expiresAt - 1 })
    expect(again).toEqual({ claimed: { ...key, claimedBy: visitorHash } })
  })

  const refused: readonly (readonly [what: string, alter: (key: KeyRecord, now: number) => KeyRecord])[] = [
    ['that expires at this very moment', (key, now) => ({ ...key, expiresAt: now })],
    ['that expired a millisecond ago', (key, now) => ({ ...key, expiresAt: now - 1 })],
    ['that somebody else has claimed', (key) => ({ ...key, claimedBy: newHash() })],
    ['for submitting', (key) => ({ ...key, action: 'submit' })],
    ['for retrieving', (key) => ({ ...key, action: 'retrieve' })],
  ]
  for (const [what, alter] of refused) {
    test(`a key ${what} is not claimed, and what stands there is told`, async () => {
      const moment = storage().now()
      const { keys, key, visitorHash, read } = await stored((key) => alter(key, moment))
      expect(await keys.claimForVisitor(key.keyHash, { visitorHash, now: moment })).toEqual({ refused: key })
      expect(await read()).toEqual(key)
    })
  }

  test('a key that does not exist is not claimed and not made', async () => {
    const { keys, records, visitorHash, now } = await stored()
    const keyHash = newHash()
    expect(await keys.claimForVisitor(keyHash, { visitorHash, now })).toEqual({ refused: undefined })
    expect(await records.read({ key: keyHash })).toEqual({})
  })

  test('of 50 visitors who claim one key at once one does', async () => {
    const { keys, key, now, read } = await stored()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => keys.claimForVisitor(key.keyHash, { visitorHash: newHash(), now })),
    )
    const claimed = claims.flatMap((claim) => ('claimed' in claim ? [claim.claimed] : []))
    expect(claimed).toEqual([await read()])
    expect(claims.flatMap((claim) => ('refused' in claim ? [claim.refused] : []))).toEqual(Array(49).fill(claimed[0]))
  })

  test('one visitor who claims one key 50 times at once has it every time', async () => {
    const { keys, key, visitorHash, now } = await stored()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => keys.claimForVisitor(key.keyHash, { visitorHash, now })),
    )
    expect(claims).toEqual(Array(50).fill({ claimed: { ...key, claimedBy: visitorHash } }))
  })
}
