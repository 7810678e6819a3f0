import { expect } from 'vitest'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function keysContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const stored = async (alter: (key: KeyRecord) => KeyRecord = (key) => key) => {
    const { ports, now } = storage()
    const key = alter(newSampleRecords(now()).openKey)
    await ports.keys.add(key)
    const read = async () => (await ports.records.read({ key: key.keyHash })).key
    return { ...ports, key, read }
  }

  test('a key that is added again stays as it is stored', async () => {
    const { keys, key, read } = await stored((key) => ({ ...key, claimedBy: newHash() }))
    const { claimedBy: _, ...unclaimed } = key
    await keys.add(unclaimed)
    expect(await read()).toEqual(key)
  })
}
