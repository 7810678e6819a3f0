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

test('returns the settings of a new site with their default values, and writes no audit record', async () => {
  const { status, reply } = await administrator.call('get-site')
  expect(status).toBe(200)
  expect(reply).toEqual({
    siteId: site.siteId,
    name: `S${site.siteId.slice(1)}`,
    openKeySeconds: 300,
    submitKeySeconds: 30,
    retrieveKeySeconds: 60,
    formMinutes: 30,
    holdingSeconds: 60,
    retentionMonths: 13,
    idleMinutes: 15,
    failedSignIns: 3,
    sendsPerMinute: 600,
    embeddingOrigins: [],
    profiles: {
      agent: ['secure-form:use'],
      'agent-manager': ['form:observe'],
      administrator: ['site:administer', 'data:erase', 'audit:read'],
    },
  })
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns an etag that changes if any setting changes', async () => {
  const etag = async () => etagIn(await administrator.call('get-site'))
  const tags = [await etag(), await etag()]
  await administrator.reply('patch-site', { body: { idleMinutes: 10 } })
  tags.push(await etag())
  await administrator.reply('patch-site', { body: { idleMinutes: 15 } })
  tags.push(await etag())
  expect(tags[0]).toMatch(/^"[\w-]+"$/)
  expect(tags.map((tag) => tag === tags[0])).toEqual([true, true, false, true])
})

test('returns the settings of the administrator’s own site', async () => {
  const other = await newSite(service)
  const otherAdministrator = await other.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { name: 'Example Bank' } })
  expect(await administrator.reply('get-site')).toMatchObject({ siteId: site.siteId, name: 'Example Bank' })
  const { siteId, name } = await otherAdministrator.reply('get-site')
  expect([siteId, name]).toEqual([other.siteId, `S${other.siteId.slice(1)}`])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('get-site')
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without site:administer, and writes an audit record of each request', async () => {
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('get-site')
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(Array(3).fill('permission-refused/refused'))
})
