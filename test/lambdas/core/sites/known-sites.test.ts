import { expect, test } from 'vitest'
import { SiteId } from '../../../../contracts/identifiers.ts'
import { Fault } from '../../../../lambdas/core/fault.ts'
import type { RecordLookup } from '../../../../lambdas/core/records/records.ts'
import { knownSites } from '../../../../lambdas/core/sites/known-sites.ts'
import { SiteRecord } from '../../../../lambdas/core/sites/site.ts'

const acme = SiteId.parse('acme')

/** Counts the reads of stored sites. */
const stored = (...names: readonly SiteId[]) => {
  const existing = new Set(names)
  const reads: string[] = []
  const failures: Fault[] = []
  const sites = knownSites({
    async read({ site }: RecordLookup) {
      if (site === undefined) throw new Error('no site was asked for')
      reads.push(site)
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      return existing.has(site) ? { site: SiteRecord.parse({ siteId: site, name: 'A brand' }) } : {}
    },
  })
  return { existing, reads, failures, sites }
}

test('reads a site that exists once', async () => {
  const { reads, sites } = stored(acme)
  expect([await sites.has(acme), await sites.has(acme)]).toEqual([true, true])
  expect(reads).toEqual(['acme'])
})

test('remembers neither that a site is missing nor a fault', async () => {
  const { existing, failures, sites } = stored()
  expect(await sites.has(acme)).toBe(false)
  existing.add(acme)
  failures.push(new Fault('storage-failed'))
  await expect(sites.has(acme)).rejects.toMatchObject({ code: 'storage-failed' })
  expect(await sites.has(acme)).toBe(true)
})

test('remembers at most a thousand sites', async () => {
  const many = Array.from({ length: 1_001 }, (_all, index) => SiteId.parse(`site-${index}`))
  const [first, last] = [SiteId.parse('site-0'), SiteId.parse('site-1000')]
  const { reads, sites } = stored(...many)
  for (const site of many) await sites.has(site)
  await sites.has(last)
  expect(reads).toHaveLength(1_001)
  await sites.has(first)
  expect(reads).toHaveLength(1_002)
})
