import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
})

const path = { templateId: 'bank-account' }

const isEnabled = async (): Promise<boolean | undefined> =>
  (await administrator.reply('list-templates')).templates.find(({ templateId }) => templateId === path.templateId)
    ?.enabled

test('disables a template, and writes an audit record that differs from that of a new version', async () => {
  const result = await administrator.call('delete-template', { path })
  expect(result).toEqual({ status: 200, reply: { templateId: 'bank-account', enabled: false } })
  expect(await isEnabled()).toBe(false)
  expect(await recordedEvents(service, site)).toEqual(['template-changed/disabled'])
})

test('prevents new forms from the template, and does not affect forms that are already sent', async () => {
  const form = await site.sendForm()
  await administrator.reply('delete-template', { path })
  const conversationId = await site.newConversation()
  const result = await site.agent.call('send-form', { path: { conversationId }, body: path })
  expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  await site.submitForm(await site.openForm(form))
})

test('returns the same reply when repeated', async () => {
  await administrator.reply('delete-template', { path })
  expect(await administrator.call('delete-template', { path })).toMatchObject({
    status: 200,
    reply: { enabled: false },
  })
})

test('accepts a matching If-Match', async () => {
  const { status } = await administrator.call('delete-template', { path, ifMatch: '"1"' })
  expect([status, await isEnabled()]).toEqual([200, false])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('delete-template', { path })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await isEnabled()).toBe(true)
})

test('returns `not-permitted` to a caller without site:administer, and disables nothing', async () => {
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('delete-template', { path })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await isEnabled()).toBe(true)
})

test('returns the same `not-found` for a template that is unknown or from another site, with and without If-Match', async () => {
  const other = await newSite(service)
  const otherAdministrator = await other.signIn('administrator', 'admin-1')
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  const ofAnotherSite = { templateId: 'tax-number' }
  await otherAdministrator.reply('put-template', { path: ofAnotherSite, body: { ...draft, ...ofAnotherSite } })
  for (const call of [
    { path: { templateId: 'no-such' } },
    { path: { templateId: 'no-such' }, ifMatch: '"1"' },
    { path: ofAnotherSite },
  ]) {
    const result = await administrator.call('delete-template', call)
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
  expect(await otherAdministrator.reply('list-templates')).toMatchObject({
    templates: expect.arrayContaining([expect.objectContaining({ ...ofAnotherSite, enabled: true })]),
  })
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns `changed-meanwhile` for an If-Match with an earlier version, and disables nothing', async () => {
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  await administrator.reply('put-template', { path, body: draft })
  const result = await administrator.call('delete-template', { path, ifMatch: '"1"' })
  expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  expect(await isEnabled()).toBe(true)
})
