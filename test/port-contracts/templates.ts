import { expect } from 'vitest'
import { TemplateId } from '../../contracts/identifiers.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function templatesContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, now } = storage()
    const { siteId, template } = newSampleRecords(now())
    const { templateId } = template
    const read = async (version: number | 'latest') =>
      (await ports.records.read({ template: { siteId, templateId, version } })).template
    const titled = (title: string) => ({ ...template, title: { ...template.title, en: title } })
    return { templates: ports.templates, siteId, templateId, template, titled, read }
  }

  test('a template starts with version 1, and every version stays what it was', async () => {
    const { templates, siteId, titled, read } = fresh()
    expect(await templates.addVersion(siteId, titled('one'))).toEqual({ ...titled('one'), version: 1 })
    expect(await templates.addVersion(siteId, titled('two'))).toEqual({ ...titled('two'), version: 2 })
    const second = { siteId, template: { ...titled('two'), version: 2 }, enabled: true }
    expect(await read(1)).toEqual({ siteId, template: { ...titled('one'), version: 1 }, enabled: true })
    expect(await read(2)).toEqual(second)
    expect(await read('latest')).toEqual(second)
  })

  test('20 versions at once get 20 numbers, and the last of them is the latest', async () => {
    const { templates, siteId, titled, read } = fresh()
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, index) => templates.addVersion(siteId, titled(`by writer ${index}`))),
    )
    expect(added.map(({ version }) => version).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    for (const template of added) expect((await read(template.version))?.template).toEqual(template)
    expect((await read('latest'))?.template.version).toBe(20)
  })

  test('a template that is switched off says so, its versions go on, and a new version switches it on', async () => {
    const { templates, siteId, templateId, template, read } = fresh()
    await templates.addVersion(siteId, template)
    expect(await templates.disable(siteId, templateId)).toBe(true)
    expect(await templates.disable(siteId, templateId)).toBe(true)
    expect((await read('latest'))?.enabled).toBe(false)
    expect((await read(1))?.enabled).toBe(true)
    await templates.addVersion(siteId, template)
    expect((await read('latest'))?.enabled).toBe(true)
  })

  test('a template that does not exist is not switched off and not made', async () => {
    const { templates, siteId, templateId, read } = fresh()
    expect(await templates.disable(siteId, templateId)).toBe(false)
    expect(await read('latest')).toBeUndefined()
  })

  const pages = async (count: number, limit: number) => {
    const { templates, siteId, template } = fresh()
    const ids = Array.from({ length: count }, (_, index) => TemplateId.parse(`t${String.fromCharCode(97 + index)}`))
    for (const templateId of ids.toReversed()) await templates.addVersion(siteId, { ...template, templateId })
    for (const templateId of ids) await templates.addVersion(siteId, { ...template, templateId })
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

  test('templates are listed page by page in the order of their ids, each in its latest version', async () => {
    expect(await pages(5, 2)).toEqual([['ta', 'tb'], ['tc', 'td'], ['te']])
  })

  test('a last page of templates that is full says that it is the last', async () => {
    expect(await pages(4, 2)).toEqual([
      ['ta', 'tb'],
      ['tc', 'td'],
    ])
  })
}
