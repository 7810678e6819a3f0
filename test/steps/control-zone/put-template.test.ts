import { expect, test } from 'vitest'
import type { TemplateDraftInput } from '../../../contracts/template.ts'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, type Caller, codeOf, newVisitorSecret, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
})

const path = { templateId: 'callback' }
const body: TemplateDraftInput = {
  defaultLocale: 'en',
  title: { en: 'Call back' },
  questions: [
    { id: 'phone', type: 'phone', label: { en: 'Phone' }, required: true, masked: false, offTheRecord: false },
  ],
}

const latestVersion = async (): Promise<number | undefined> =>
  (await administrator.call('get-template', { path })).reply?.version

test('creates version 1 of a template, returns it and writes an audit record', async () => {
  const result = await administrator.call('put-template', { path, body })
  expect(result).toEqual({ status: 200, reply: { ...body, templateId: 'callback', version: 1 }, etag: '"1"' })
  expect(await administrator.reply('get-template', { path })).toEqual(result.reply)
  expect(await recordedEvents(service, site)).toEqual(['template-changed/done'])
})

test('stores the first and the last date of a question, which the visitor’s form contains', async () => {
  const day = {
    id: 'day',
    type: 'date',
    label: { en: 'Day' },
    required: true,
    masked: false,
    offTheRecord: false,
  } as const
  const bounds = { earliest: 'today', latest: '2099-12-31' }
  const { reply } = await administrator.call('put-template', {
    path,
    body: { ...body, questions: [{ ...day, ...bounds }] },
  })
  expect(reply?.questions).toEqual([{ ...day, ...bounds }])
  const { openKey } = await site.sendForm({ templateId: 'callback' })
  const opened = await site.visitor.reply('open-form', { body: { openKey, visitorSecret: newVisitorSecret() } })
  expect('template' in opened && opened.template.questions).toMatchObject([bounds])
  const refused = { ...body, questions: [{ ...day, earliest: 'tomorrow' }] }
  expect(await answerOf(administrator.call('put-template', { path, body: refused }))).toEqual([422, 'not-valid'])
})

test('creates the next version for new forms, and does not change the version of forms that are already sent', async () => {
  await administrator.reply('put-template', { path, body })
  const sent = await site.sendForm({ templateId: 'callback' })
  await administrator.reply('put-template', { path, body: { ...body, title: { en: 'Call me' } } })
  const sentSince = await site.sendForm({ templateId: 'callback' })
  const versionOf = async ({ formId }: { formId: string }) =>
    (await site.agent.reply('get-form', { path: { formId } })).templateVersion
  expect([await versionOf(sent), await versionOf(sentSince)]).toEqual([1, 2])
})

test('enables a disabled template', async () => {
  await administrator.reply('put-template', { path, body })
  await administrator.reply('delete-template', { path })
  await administrator.reply('put-template', { path, body })
  const { templates } = await administrator.reply('list-templates')
  expect(templates).toContainEqual({ templateId: 'callback', version: 2, title: body.title, enabled: true })
})

test('accepts a matching If-Match', async () => {
  await administrator.reply('put-template', { path, body })
  for (const ifMatch of ['"1"', '*', '"1", "3"']) {
    expect(await administrator.call('put-template', { path, body, ifMatch })).toMatchObject({ status: 200 })
  }
  expect(await latestVersion()).toBe(4)
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('put-template', { path, body })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await latestVersion()).toBe(undefined)
})

test('returns `not-permitted` to a caller without site:administer, and adds nothing', async () => {
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('put-template', { path, body })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await latestVersion()).toBe(undefined)
})

test('returns `changed-meanwhile` for a stale If-Match or for any If-Match of an unknown template', async () => {
  for (const ifMatch of ['"1"', '*']) {
    const result = await administrator.call('put-template', { path, body, ifMatch })
    expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  }
  expect(await latestVersion()).toBe(undefined)
  await administrator.reply('put-template', { path, body })
  await administrator.reply('put-template', { path, body })
  const result = await administrator.call('put-template', { path, body, ifMatch: '"1"' })
  expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  expect(await latestVersion()).toBe(2)
  expect(await recordedEvents(service, site)).toEqual(['template-changed/done', 'template-changed/done'])
})

test('returns `not-valid` for a `templateId` that differs from the path, and adds nothing', async () => {
  const result = await administrator.call('put-template', { path, body: { ...body, templateId: 'another' } })
  expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  expect(await latestVersion()).toBe(undefined)
})
