import { expect } from 'vitest'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function sitesContract(test: ContractTest, storage: () => StorageUnderTest): void {
  test('putting the settings of a site replaces them and returns the earlier ones', async () => {
    const { ports, now } = storage()
    const { site } = newSampleRecords(now())
    expect(await ports.sites.put(site)).toBeUndefined()
    expect(await ports.sites.put({ ...site, name: 'Another name', idleMinutes: 5 })).toEqual(site)
    expect(await ports.records.read({ site: site.siteId })).toEqual({
      site: { ...site, name: 'Another name', idleMinutes: 5 },
    })
  })
}
