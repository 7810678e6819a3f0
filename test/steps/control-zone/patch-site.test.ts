import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { type Caller, codeOf, etagIn, type Site } from '../../kit/site.ts'

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

test('changes one setting and no other, returns a new etag and writes an audit record', async () => {
  const before = await settings()
  const result = await administrator.call('patch-site', { body: { formMinutes: 45 } })
  const reply = { ...before, formMinutes: 45 }
  expect(result).toEqual({ status: 200, reply, etag: expect.stringMatching(/^"[\w-]+"$/) })
  expect(await administrator.call('get-site')).toEqual(result)
  expect(await recordedEvents(service, site)).toEqual(['site-changed/done'])
})

test('merges profiles by name, removes a profile that is set to `null`, and writes an audit record for each changed profile', async () => {
  const { profiles: before } = await settings()
  await administrator.reply('patch-site', { body: { profiles: { trainee: [], lead: ['form:observe'] } } })
  expect((await settings()).profiles).toEqual({ ...before, trainee: [], lead: ['form:observe'] })
  await administrator.reply('patch-site', { body: { profiles: { lead: null } } })
  expect((await settings()).profiles).toEqual({ ...before, trainee: [] })
  expect(await changesOnRecord()).toContain('lead')
})

test('replaces the branding, keeps it if the request has none, and removes it if it is set to `null`', async () => {
  const before = await settings()
  const branding = { logo: 'https://acme.example/logo.svg' }
  await administrator.reply('patch-site', { body: { branding: { accent: '#ffd400' } } })
  await administrator.reply('patch-site', { body: { branding } })
  const renamed = { ...before, name: 'Renamed' }
  expect(await administrator.reply('patch-site', { body: { name: 'Renamed' } })).toEqual({ ...renamed, branding })
  expect(await administrator.reply('patch-site', { body: { branding: null } })).toEqual(renamed)
  expect(await settings()).toEqual(renamed)
})

test('returns `not-valid` for branding that is not a colour of six digits or not an https logo', async () => {
  const errorsOf = async (branding: object) => {
    const { status, problem } = await administrator.call('patch-site', { body: { branding } })
    return [status, problem?.errors]
  }
  const badFormat = (field: string) => [422, [{ field, code: 'bad-format' }]]
  expect(await errorsOf({ accent: 'red' })).toEqual(badFormat('branding.accent'))
  expect(await errorsOf({ logo: 'http://acme.example/logo.svg' })).toEqual(badFormat('branding.logo'))
  expect(await errorsOf({ font: 'Inter' })).toEqual([422, [{ field: 'branding.font', code: 'unknown' }]])
})

test('keeps site:administer in the administrator profile even if the request leaves it out', async () => {
  const { profiles } = await administrator.reply('patch-site', { body: { profiles: { administrator: [] } } })
  expect(profiles).toMatchObject({ administrator: ['site:administer'] })
})

test('applies the changes of both of two concurrent requests', async () => {
  await Promise.all([
    administrator.reply('patch-site', { body: { formMinutes: 45 } }),
    administrator.reply('patch-site', { body: { idleMinutes: 10 } }),
  ])
  expect(await settings()).toMatchObject({ formMinutes: 45, idleMinutes: 10 })
})

test('accepts a matching If-Match', async () => {
  const read = etagIn(await administrator.call('get-site'))
  for (const ifMatch of [read, '*']) {
    const { status } = await administrator.call('patch-site', { body: { idleMinutes: 10 }, ifMatch })
    expect(status).toBe(200)
  }
})

test('returns `not-signed-in` to a caller without a token, and changes nothing', async () => {
  const before = await settings()
  const result = await site.visitor.call('patch-site', { body: { formMinutes: 45 } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await settings()).toEqual(before)
})

test('returns `not-permitted` to a caller without site:administer, and changes nothing', async () => {
  const before = await settings()
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('patch-site', { body: { formMinutes: 45 } })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await settings()).toEqual(before)
})

test('returns `conflict` for removing site:administer from the caller’s profile, and changes nothing', async () => {
  await administrator.reply('patch-site', { body: { profiles: { lead: ['site:administer'] } } })
  const lead = await site.signIn('lead', 'lead-1')
  const before = await settings()
  for (const ended of [null, []]) {
    const result = await lead.call('patch-site', { body: { profiles: { lead: ended } } })
    expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
  }
  expect(await settings()).toEqual(before)
  expect(await changesOnRecord()).toEqual(['lead'])
})

test('returns `changed-meanwhile` for a stale etag, and changes nothing', async () => {
  const ifMatch = etagIn(await administrator.call('get-site'))
  await administrator.reply('patch-site', { body: { idleMinutes: 10 } })
  const before = await settings()
  const result = await administrator.call('patch-site', { body: { formMinutes: 45 }, ifMatch })
  expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  expect(await settings()).toEqual(before)
})

test('returns `not-valid` for an out-of-range setting and for more than 100 profiles, and changes nothing', async () => {
  const profiles = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`profile-${index}`, []]))
  await administrator.reply('patch-site', { body: { profiles } })
  const before = await settings()
  for (const refused of [{ idleMinutes: 16 }, { profiles: { 'one-more': [] } }]) {
    const result = await administrator.call('patch-site', { body: { formMinutes: 45, ...refused } })
    expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  }
  expect(await settings()).toEqual(before)
})
