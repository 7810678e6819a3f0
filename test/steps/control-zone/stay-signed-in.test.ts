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

const minutesMs = 60_000
const hoursMs = 60 * minutesMs

test('extends the sign-in by the site’s idle timeout, and writes no audit record', async () => {
  await site.agent.reply('list-templates')
  service.clock.advance(15 * minutesMs - 1)
  const { status, reply } = await site.agent.call('stay-signed-in')
  expect(status).toBe(200)
  expect(reply).toEqual({ idleAt: new Date(service.clock.now() + 15 * minutesMs).toISOString() })
  service.clock.advance(15 * minutesMs - 1)
  expect(codeOf(await site.agent.call('list-templates'))).toBe('done')
  expect(await recordedEvents(service, site)).toEqual([])
})

test('accepts a caller with any profile, even a profile without permissions', async () => {
  for (const profile of ['agent', 'agent-manager', 'administrator', 'no-such']) {
    expect(await (await site.signIn(profile, 'person-1')).call('stay-signed-in')).toMatchObject({ status: 200 })
  }
})

test('extends the sign-in to at most 12 hours after the sign-in began', async () => {
  const signedInAt = service.clock.now() - 12 * hoursMs + 5 * minutesMs
  const agent = await site.signIn('agent', agentId, new Date(signedInAt).toISOString())
  expect(await agent.reply('stay-signed-in')).toEqual({ idleAt: new Date(signedInAt + 12 * hoursMs).toISOString() })
})

test('returns the same `not-signed-in` to a caller who has no token or is idle, signed out or disabled', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  const [signedOut, disabled] = [await site.signIn('agent'), await site.signIn('agent', 'agent-8')]
  await signedOut.reply('sign-out')
  await administrator.reply('put-person', { path: { subject: 'agent-8' }, body: { enabled: false } })
  await site.agent.reply('stay-signed-in')
  service.clock.advance(15 * minutesMs)
  for (const caller of [site.visitor, site.agent, signedOut, disabled]) {
    const result = await caller.call('stay-signed-in')
    expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  }
  expect(await recordedEvents(service, site)).toContain('signed-out-idle/done')
})

test('returns `not-permitted` to the chat backend, which has no sign-in, and writes an audit record', async () => {
  const result = await site.backend.call('stay-signed-in')
  expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused'])
})
