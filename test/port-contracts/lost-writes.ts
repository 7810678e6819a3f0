import { newHash, newSampleRecords } from './sample-records.ts'
import type { StorageUnderTest } from './storage-contract.ts'

/**
 * Two loops store keys while two other loops have transactions refused, until a key is lost; returns the number of lost keys.
 * A store that handles one request at a time loses none.
 */
export async function countLostWrites(
  { ports, now, anotherProcess }: StorageUnderTest,
  maxRefusals = 200,
): Promise<number> {
  const { store, openKey } = newSampleRecords(now())
  let refused = 0
  let lost = 0
  const isOver = () => lost > 0 || refused >= maxRefusals
  const refuse = async () => {
    const { submissions } = anotherProcess()
    for (; !isOver(); refused++) await submissions.store(store)
  }
  const add = async () => {
    while (!isOver()) {
      const keyHash = newHash()
      await ports.keys.add({ ...openKey, keyHash })
      // A store that restores an old copy has done so before a few more requests have replies.
      for (let look = 0; look < 3 && lost === 0; look++) {
        const { key } = await ports.records.read({ key: keyHash })
        if (key === undefined) lost++
      }
    }
  }
  await Promise.all([refuse(), refuse(), add(), add()])
  return lost
}
