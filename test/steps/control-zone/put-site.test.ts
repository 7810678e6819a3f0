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

const settings = () => administrator.reply('get-site')

/** The profile of each recorded change of the site; undefined if it has none. */
const changesOnRecord = async () =>
  (await service.auditRecords()).flatMap(({ siteId, event, profile }) =>
    siteId === site.siteId && event === 'site-changed' ? [profile] : [],
  )

test('replaces the settings, returns them with a new etag and writes an audit record', async () => {
  const before = await settings()
  const body = { ...before, name: 'Example Bank', idleMinutes: 10 }
  const result = await administrator.call('put-site', { body })
  expect(result).toEqual({ status: 200, reply: body, etag: expect.stringMatching(/^"[\w-]+"$/) })
  expect(await administrator.call('get-site')).toEqual(result)
  expect(await recordedEvents(service, site)).toEqual(['site-changed/done'])
})

test('ignores a siteId in the body', async () => {
  const other = await newSite(service)
  const body = { ...(await settings()), siteId: other.siteId, name: 'Example Bank' }
  expect(await administrator.reply('put-site', { body })).toMatchObject({ siteId: site.siteId, name: 'Example Bank' })
  const otherAdministrator = await other.signIn('administrator', 'admin-1')
  expect(await otherAdministrator.reply('get-site')).not.toMatchObject({ name: 'Example Bank' })
})

test('grants a permission with effect from the next request, and writes the profile to the log and to an audit record', async () => {
  const manager = await site.signIn('agent-manager', 'manager-1')
  const { conversationId } = await site.submitForm()
  await site.closeConversation(conversationId)
  const path = { conversationId }
  expect(codeOf(await manager.call('list-history', { path }))).toBe('not-permitted')
  const before = await settings()
  await administrator.reply('put-site', {
    body: { ...before, profiles: { ...before.profiles, 'agent-manager': ['secure-form:view-history'] } },
  })
  expect(codeOf(await manager.call('list-history', { path }))).toBe('done')
  expect(await changesOnRecord()).toEqual(['agent-manager'])
  const { siteId } = site
  expect(service.logLines).toContainEqual({ line: 'event', event: 'history-granted', siteId })
})

test('replaces the branding, and keeps the stored branding if the body has none', async () => {
  const { branding: _, ...older } = await settings()
  const branding = { accent: '#ffd400', logo: 'https://acme.example/logo.svg' }
  expect(await administrator.reply('put-site', { body: { ...older, branding } })).toEqual({ ...older, branding })
  expect(await administrator.reply('put-site', { body: { ...older, name: 'Renamed' } })).toMatchObject({ branding })
  const accentOnly = { accent: '#0b57d0' }
  await administrator.reply('put-site', { body: { ...older, branding: accentOnly } })
  expect((await settings()).branding).toEqual(accentOnly)
})

test('accepts a matching If-Match', async () => {
  const ifMatch = etagIn(await administrator.call('get-site'))
  const { status } = await administrator.call('put-site', { body: await settings(), ifMatch })
  expect(status).toBe(200)
})

test('returns `not-signed-in` to a caller without a token, and changes nothing', async () => {
  const before = await settings()
  const result = await site.visitor.call('put-site', { body: { ...before, name: 'Another' } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await settings()).toEqual(before)
})

test('returns `not-permitted` to a caller without site:administer, and changes nothing', async () => {
  const before = await settings()
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('put-site', { body: { ...before, name: 'Another' } })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await settings()).toEqual(before)
})

test('returns `conflict` for removing site:administer from the caller’s profile, and changes nothing', async () => {
  const { profiles } = await settings()
  await administrator.reply('patch-site', { body: { profiles: { lead: ['site:administer'] } } })
  const lead = await site.signIn('lead', 'lead-1')
  const before = await settings()
  for (const ended of [profiles, { ...profiles, lead: [] }]) {
    const result = await lead.call('put-site', { body: { ...before, profiles: ended } })
    expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
  }
  expect(await settings()).toEqual(before)
  expect(await changesOnRecord()).toEqual(['lead'])
})

test('returns `changed-meanwhile` for a stale etag, and changes nothing', async () => {
  const ifMatch = etagIn(await administrator.call('get-site'))
  await administrator.reply('patch-site', { body: { idleMinutes: 10 } })
  const before = await settings()
  const result = await administrator.call('put-site', { body: { ...before, name: 'Another' }, ifMatch })
  expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  expect(await settings()).toEqual(before)
})
