import { expect } from 'vitest'
import { type SiteId, TemplateId } from '../../contracts/identifiers.ts'
import { dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import type { TemplateChange } from '../../lambdas/core/templates/templates.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

/** A change of any template of a site, by an administrator. */
export const templateChange = (siteId: SiteId, now: number): TemplateChange => ({
  event: { event: 'template-changed', actor: 'agent:root', outcome: 'done', siteId },
  now,
})

export function templatesContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, chain, now } = storage()
    const { siteId, template } = newSampleRecords(now())
    const change = templateChange(siteId, now())
    const { templateId } = template
    const read = async (version: number | 'latest') =>
      (await ports.records.read({ template: { siteId, templateId, version } })).template
    const titled = (title: string) => ({ ...template, title: { ...template.title, en: title } })
    const recorded = async () => {
      const chains = Array.from({ length: dayChainCount }, (_, shard) => chain(dayChain(siteId, change.now, shard)))
      return (await Promise.all(chains)).flat().map(({ event }) => event)
    }
    return { templates: ports.templates, siteId, templateId, template, titled, change, read, recorded }
  }

  test('a template starts at version 1, its versions never change, and each has a record', async () => {
    const { templates, siteId, titled, change, read, recorded } = fresh()
    expect(await templates.addVersion(siteId, titled('one'), change)).toEqual({ ...titled('one'), version: 1 })
    expect(await templates.addVersion(siteId, titled('two'), change)).toEqual({ ...titled('two'), version: 2 })
    expect(await recorded()).toEqual(['template-changed', 'template-changed'])
    const second = { siteId, template: { ...titled('two'), version: 2 }, enabled: true }
    expect(await read(1)).toEqual({ siteId, template: { ...titled('one'), version: 1 }, enabled: true })
    expect(await read(2)).toEqual(second)
    expect(await read('latest')).toEqual(second)
  })

  test('8 versions that are added concurrently get 8 different numbers, and the highest number is the latest version', async () => {
    const { templates, siteId, titled, change, read, recorded } = fresh()
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, index) => templates.addVersion(siteId, titled(`by writer ${index}`), change)),
    )
    const versions = added.flatMap((template) => template?.version ?? [])
    expect(versions.sort((one, other) => one - other)).toEqual(Array.from({ length: 8 }, (_, index) => index + 1))
    for (const template of added) expect((await read(template?.version ?? 0))?.template).toEqual(template)
    expect((await read('latest'))?.template.version).toBe(8)
    expect(await recorded()).toHaveLength(8)
  })

  test('only one of 5 concurrent versions with the same `ifLatest` is added, and the others leave no record', async () => {
    const { templates, siteId, titled, change, read, recorded } = fresh()
    await templates.addVersion(siteId, titled('one'), change)
    const added = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        templates.addVersion(siteId, titled(`by writer ${index}`), { ...change, ifLatest: 1 }),
      ),
    )
    const [made, ...others] = added.filter((template) => template !== undefined)
    expect([made?.version, others]).toEqual([2, []])
    expect((await read('latest'))?.template).toEqual(made)
    for (const ifLatest of [1, 3]) {
      expect(await templates.addVersion(siteId, titled('three'), { ...change, ifLatest })).toBeUndefined()
    }
    expect(await read(3)).toBeUndefined()
    expect(await recorded()).toHaveLength(2)
  })

  test('a template of a new site is added once and without a record, and never replaces another template', async () => {
    const { templates, siteId, titled, change, read, recorded } = fresh()
    expect(await templates.add(siteId, titled('shipped'))).toBe(true)
    expect(await templates.add(siteId, titled('shipped again'))).toBe(false)
    const first = { siteId, template: { ...titled('shipped'), version: 1 }, enabled: true }
    expect([await read(1), await read('latest'), await recorded()]).toEqual([first, first, []])
    await templates.addVersion(siteId, titled('two'), change)
    expect(await templates.add(siteId, titled('shipped again'))).toBe(false)
    expect((await read('latest'))?.template.version).toBe(2)
  })

  test('a disabled template keeps its versions, and a new version enables it', async () => {
    const { templates, siteId, templateId, template, change, read, recorded } = fresh()
    await templates.addVersion(siteId, template, change)
    expect(await templates.disable(siteId, templateId, change)).toBe(true)
    expect(await templates.disable(siteId, templateId, change)).toBe(true)
    expect((await read('latest'))?.enabled).toBe(false)
    expect((await read(1))?.enabled).toBe(true)
    await templates.addVersion(siteId, template, change)
    expect((await read('latest'))?.enabled).toBe(true)
    expect(await recorded()).toHaveLength(4)
  })

  test('a template is disabled only at the version that was read, and a refused request leaves no record', async () => {
    const { templates, siteId, templateId, titled, change, read, recorded } = fresh()
    await templates.addVersion(siteId, titled('one'), change)
    await templates.addVersion(siteId, titled('two'), change)
    for (const ifLatest of [1, 3]) {
      expect(await templates.disable(siteId, templateId, { ...change, ifLatest })).toBe(false)
    }
    expect((await read('latest'))?.enabled).toBe(true)
    expect(await recorded()).toHaveLength(2)
    expect(await templates.disable(siteId, templateId, { ...change, ifLatest: 2 })).toBe(true)
    expect((await read('latest'))?.enabled).toBe(false)
    expect(await recorded()).toHaveLength(3)
  })

  test('disabling an unknown template is refused and creates nothing', async () => {
    const { templates, siteId, templateId, change, read, recorded } = fresh()
    expect(await templates.disable(siteId, templateId, change)).toBe(false)
    expect(await read('latest')).toBeUndefined()
    expect(await recorded()).toEqual([])
  })

  const pages = async (count: number, limit: number) => {
    const { templates, siteId, template, change } = fresh()
    const ids = Array.from({ length: count }, (_, index) => TemplateId.parse(`t${String.fromCharCode(97 + index)}`))
    for (const templateId of ids.toReversed()) await templates.addVersion(siteId, { ...template, templateId }, change)
    for (const templateId of ids) await templates.addVersion(siteId, { ...template, templateId }, change)
    const found: string[][] = []
    let after: TemplateId | undefined
    do {
      const page = await templates.list(siteId, { limit, after })
      for (const row of page.templates) expect(row.template.version).toBe(2)
      found.push(page.templates.map((row) => row.template.templateId))
      after = page.next
    } while (after !== undefined && found.length <= count)
    return found
  }

  test('templates are listed in pages in the order of their ids, and each has its latest version', async () => {
    expect(await pages(5, 2)).toEqual([['ta', 'tb'], ['tc', 'td'], ['te']])
  })

  test('the last page of templates has no cursor, even if the page is full', async () => {
    expect(await pages(4, 2)).toEqual([
      ['ta', 'tb'],
      ['tc', 'td'],
    ])
  })
}
