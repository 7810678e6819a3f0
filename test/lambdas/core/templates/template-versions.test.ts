import { expect, test } from 'vitest'
import { SiteId, TemplateId } from '../../../../contracts/identifiers.ts'
import { Template } from '../../../../contracts/template.ts'
import { Fault } from '../../../../lambdas/core/fault.ts'
import type { RecordLookup } from '../../../../lambdas/core/records/records.ts'
import { bankAccount } from '../../../../lambdas/core/templates/shipped/bank-account.ts'
import { templateVersions } from '../../../../lambdas/core/templates/template-versions.ts'

const siteId = SiteId.parse('acme')
const templateId = TemplateId.parse('bank-account')
const ref = (version: number) => ({ siteId, templateId, version })

/** Counts the reads of stored versions. */
const stored = () => {
  const versions = new Map<string, Template>()
  const reads: string[] = []
  let isFailing = false
  const nameOf = (of: object) => JSON.stringify(of)
  const records = {
    async read({ template: asked }: RecordLookup) {
      if (asked === undefined) throw new Error('no template was asked for')
      reads.push(nameOf(asked))
      if (isFailing) throw new Fault('storage-failed')
      const template = versions.get(nameOf(asked))
      return template === undefined ? {} : { template: { siteId: asked.siteId, template, enabled: true } }
    },
  }
  const put = (of: ReturnType<typeof ref>) => {
    const template = Template.parse({ ...bankAccount, templateId: of.templateId, version: of.version })
    versions.set(nameOf(of), template)
    return template
  }
  const fail = (fails: boolean) => {
    isFailing = fails
  }
  return { reads, put, fail, read: templateVersions(records).read }
}

test('reads each version once, and keeps versions, templates and sites apart', async () => {
  const { reads, put, read } = stored()
  const other = { ...ref(1), siteId: SiteId.parse('other') }
  const sibling = { ...ref(1), templateId: TemplateId.parse('sibling') }
  const all = [ref(1), ref(2), other, sibling].map((of) => [of, put(of)] as const)
  for (let round = 0; round < 3; round++) {
    for (const [of, template] of all) expect(await read(of)).toEqual(template)
  }
  expect(reads).toHaveLength(4)
})

test('does not remember that a version is absent', async () => {
  const { put, read } = stored()
  expect(await read(ref(1))).toBeUndefined()
  const template = put(ref(1))
  expect(await read(ref(1))).toEqual(template)
})

test('does not remember a fault', async () => {
  const { put, fail, read } = stored()
  const template = put(ref(1))
  fail(true)
  await expect(read(ref(1))).rejects.toMatchObject({ code: 'storage-failed' })
  fail(false)
  expect(await read(ref(1))).toEqual(template)
})

test('remembers the hundred versions that were used last', async () => {
  const { reads, put, read } = stored()
  for (let version = 1; version <= 101; version++) put(ref(version))
  for (let version = 1; version <= 100; version++) await read(ref(version))
  await read(ref(1))
  await read(ref(101))
  expect(reads).toHaveLength(101)
  // The first version was used again, so the second was forgotten.
  await read(ref(1))
  expect(reads).toHaveLength(101)
  await read(ref(2))
  expect(reads).toHaveLength(102)
})
