import { newHash, newSampleRecords } from './sample-records.ts'
import type { StorageUnderTest } from './storage-contract.ts'

const maxRefusals = 200

/**
 * Stores keys in two lines for as long as two other lines have transactions refused, until one of the keys is gone; counts
 * the keys that are gone. A store that does one thing after the other loses none.
 */
export async function countLostWrites({ ports, now, anotherProcess }: StorageUnderTest): Promise<number> {
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
      // Whoever puts back the past does so by the time that a few more requests have been answered.
      for (let look = 0; look < 3 && lost === 0; look++) {
        const { key } = await ports.records.read({ key: keyHash })
        if (key === undefined) lost++
      }
    }
  }
  await Promise.all([refuse(), refuse(), add(), add()])
  return lost
}
