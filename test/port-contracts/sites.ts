import { expect } from 'vitest'
import { dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import { decisionOf } from './decisions.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function sitesContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const added = async () => {
    const { ports, chain, now } = storage()
    const { site } = newSampleRecords(now())
    const decision = decisionOf(site, now())
    expect(await ports.sites.add(site)).toBe(true)
    const read = async () => (await ports.records.read({ site: site.siteId })).site
    const recorded = async () => {
      const chains = Array.from({ length: dayChainCount }, (_, shard) =>
        chain(dayChain(site.siteId, decision.now, shard)),
      )
      return (await Promise.all(chains)).flat()
    }
    return { sites: ports.sites, site, decision, read, recorded }
  }

  test('a site can be added once', async () => {
    const { sites, site, read } = await added()
    expect(await sites.add({ ...site, name: 'Another name' })).toBe(false)
    expect(await read()).toEqual(site)
  })

  test('settings are replaced only at the revision that was read, so that one of two concurrent changes is refused', async () => {
    const { sites, site, decision, read, recorded } = await added()
    const outcomes = await Promise.all(
      ['One', 'Other'].map((name) => sites.replace({ ...site, name, idleMinutes: 5 }, decision)),
    )
    expect(outcomes).toContainEqual({ replaced: true })
    expect(outcomes).toContainEqual({ refusedBy: 'site' })
    expect(await read()).toMatchObject({ idleMinutes: 5, revision: 1 })
    expect(await recorded()).toMatchObject([{ event: 'site-changed', actor: 'agent:root' }])
    expect(await sites.replace({ ...site, revision: 7 }, { ...decision, siteRevision: 1 })).toEqual({ replaced: true })
    expect(await read()).toEqual({ ...site, revision: 2 })
  })

  test('a disabled administrator cannot change a site', async () => {
    const { putPerson } = storage()
    const { sites, site, decision, read, recorded } = await added()
    const { signedInAt: _, ...root } = decision.by
    await putPerson({ ...root, enabled: false })
    expect(await sites.replace({ ...site, name: 'Mine' }, decision)).toEqual({ refusedBy: 'caller' })
    expect(await read()).toEqual(site)
    expect(await recorded()).toEqual([])
  })

  test('a change to 200 profiles writes a record for each profile', async () => {
    const { sites, site, decision, recorded } = await added()
    const [event] = decision.events
    const events = Array.from({ length: 199 }, (_, index) => ({ ...event, profile: `p-${index}` }))
    expect(await sites.replace(site, { ...decision, events: [event, ...events] })).toEqual({ replaced: true })
    expect(new Set((await recorded()).map(({ profile }) => profile)).size).toBe(200)
  })
}
