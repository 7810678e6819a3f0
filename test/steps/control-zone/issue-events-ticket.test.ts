import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { codeOf, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(
  () => startMemoryService({ rateLimits: 'on' }),
  (provided) => {
    service = provided.service
    site = provided.site
  },
)

test('issues a different ticket each time, which is valid for thirty seconds, and writes no audit record', async () => {
  const { status, reply } = await site.agent.call('issue-events-ticket')
  expect(status).toBe(201)
  expect(reply).toEqual({
    ticket: expect.stringMatching(/^sft_[\w-]{43}$/),
    expiresAt: new Date(service.clock.now() + 30_000).toISOString(),
  })
  expect((await site.agent.reply('issue-events-ticket')).ticket).not.toBe(reply?.ticket)
  expect(await recordedEvents(service, site)).toEqual([])
})

test('does not count as activity of the agent', async () => {
  await site.agent.reply('issue-events-ticket')
  service.clock.advance(14 * 60_000)
  await site.agent.reply('issue-events-ticket')
  service.clock.advance(60_000)
  expect(codeOf(await site.agent.call('issue-events-ticket'))).toBe('not-signed-in')
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('issue-events-ticket')
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without secure-form:use, and writes an audit record of each request', async () => {
  for (const profile of ['agent-manager', 'administrator', 'chat-backend']) {
    const caller = await site.signIn(profile, 'person-1')
    const result = await caller.call('issue-events-ticket')
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(Array(3).fill('permission-refused/refused'))
})

test('returns `too-many-requests` after sixty tickets in one minute for the same sign-in', async () => {
  for (let ticket = 0; ticket < 60; ticket++) await site.agent.reply('issue-events-ticket')
  const result = await site.agent.call('issue-events-ticket')
  expect([result.status, codeOf(result)]).toEqual([429, 'too-many-requests'])
  const signedInAgain = await site.signIn('agent')
  expect(codeOf(await signedInAgain.call('issue-events-ticket'))).toBe('done')
})
