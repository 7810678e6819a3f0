import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, codeOf, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('returns the person, the time of the sign-in, and the permissions of the profile in the token', async () => {
  expect(await site.agent.reply('get-session')).toEqual({
    siteId: site.siteId,
    subject: agentId,
    profile: 'agent',
    permissions: ['secure-form:use'],
    signedInAt: new Date(service.clock.now()).toISOString(),
  })
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns the profile that an administrator has set, with the permissions that the site gives it now', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { profiles: { auditors: [] } } })
  await administrator.reply('put-person', { path: { subject: agentId }, body: { enabled: true, profile: 'auditors' } })
  expect(await site.agent.reply('get-session')).toMatchObject({ profile: 'auditors', permissions: [] })
  await administrator.reply('patch-site', { body: { profiles: { auditors: ['audit:read', 'form:observe'] } } })
  expect(await site.agent.reply('get-session')).toMatchObject({ permissions: ['form:observe', 'audit:read'] })
})

test('does not count as activity: an idle person is signed out although the page reads the session', async () => {
  await site.agent.reply('stay-signed-in')
  service.clock.advance(14 * 60_000)
  await site.agent.reply('get-session')
  service.clock.advance(60_000)
  expect(codeOf(await site.agent.call('get-session'))).toBe('not-signed-in')
})

test('returns `not-signed-in` without a token, and `not-permitted` to the chat backend, which has no sign-in', async () => {
  const replies = await Promise.all([site.visitor.call('get-session'), site.backend.call('get-session')])
  expect(replies.map((result) => [result.status, codeOf(result)])).toEqual([
    [401, 'not-signed-in'],
    [403, 'not-permitted'],
  ])
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused'])
})
