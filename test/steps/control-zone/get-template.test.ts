import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { type Caller, codeOf, etagIn, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
})

const path = { templateId: 'bank-account' }

test('returns the complete template to agents and administrators, and writes no audit record', async () => {
  for (const caller of [site.agent, administrator]) {
    const { status, reply } = await caller.call('get-template', { path })
    expect(status).toBe(200)
    expect(reply).toMatchObject({ templateId: 'bank-account', version: 1, title: { en: expect.any(String) } })
    expect(reply?.questions.map(({ id }) => id)).toEqual(['account-holder', 'iban', 'account-kind', 'may-use-account'])
  }
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns the latest version, or the version that is requested', async () => {
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  const title = { ...draft.title, en: 'Bank details' }
  await administrator.reply('put-template', { path, body: { ...draft, title } })
  expect(await site.agent.reply('get-template', { path })).toMatchObject({ version: 2, title })
  expect(await site.agent.reply('get-template', { path, query: { version: '1' } })).toEqual({ ...draft, version: 1 })
})

test('returns the etag of the version, and put-template accepts this etag as If-Match', async () => {
  const first = etagIn(await administrator.call('get-template', { path }))
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  await administrator.reply('put-template', { path, body: draft, ifMatch: first })
  expect([first, etagIn(await administrator.call('get-template', { path }))]).toEqual(['"1"', '"2"'])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('get-template', { path })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller with neither secure-form:use nor site:administer, and writes an audit record', async () => {
  for (const caller of [await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('get-template', { path })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused', 'permission-refused/refused'])
})

test('returns the same `not-found` for an unknown template, an unknown version of a template, and a template from another site', async () => {
  const other = await newSite(service)
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  const otherAdministrator = await other.signIn('administrator', 'admin-1')
  const ofAnotherSite = { templateId: 'tax-number' }
  await otherAdministrator.reply('put-template', { path: ofAnotherSite, body: { ...draft, ...ofAnotherSite } })
  for (const call of [
    { path: { templateId: 'no-such' } },
    { path, query: { version: '2' } },
    { path: ofAnotherSite },
  ]) {
    const result = await site.agent.call('get-template', call)
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
})
