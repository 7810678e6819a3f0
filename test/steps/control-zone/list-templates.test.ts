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

const shipped = ['bank-account', 'card-payment', 'identity-check']

test('lists the templates of the site for agents and administrators, and writes no audit record', async () => {
  for (const caller of [site.agent, administrator]) {
    const { status, reply } = await caller.call('list-templates')
    expect(status).toBe(200)
    expect(reply?.templates.map(({ templateId }) => templateId).sort()).toEqual(shipped)
    expect(reply?.templates).toContainEqual({
      templateId: 'bank-account',
      version: 1,
      title: expect.objectContaining({ en: expect.any(String) }),
      enabled: true,
    })
  }
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns the list one page at a time', async () => {
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
    const page = await site.agent.reply('list-templates', { query })
    expect(page.templates.length).toBeLessThanOrEqual(2)
    listed.push(...page.templates.map(({ templateId }) => templateId))
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(listed.sort()).toEqual(shipped)
})

test('lists the latest version of each template, and marks a disabled template as disabled', async () => {
  const path = { templateId: 'bank-account' }
  const { version: _, ...draft } = await administrator.reply('get-template', { path })
  await administrator.reply('put-template', { path, body: draft })
  await administrator.reply('delete-template', { path: { templateId: 'card-payment' } })
  const { templates } = await site.agent.reply('list-templates')
  expect(templates).toContainEqual(expect.objectContaining({ templateId: 'bank-account', version: 2, enabled: true }))
  expect(templates).toContainEqual(expect.objectContaining({ templateId: 'card-payment', version: 1, enabled: false }))
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('list-templates')
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller with neither secure-form:use nor site:administer, and writes an audit record', async () => {
  for (const caller of [await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('list-templates')
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused', 'permission-refused/refused'])
})

test('returns `not-valid` for a cursor from another site', async () => {
  const other = await newSite(service)
  const { cursor = '' } = await other.agent.reply('list-templates', { query: { limit: '1' } })
  const result = await site.agent.call('list-templates', { query: { cursor } })
  expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
})
