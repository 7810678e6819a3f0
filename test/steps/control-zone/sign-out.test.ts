import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { codeOf, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('ends the caller’s sign-in but no other sign-in of the same person, and writes an audit record', async () => {
  const elsewhere = await site.signIn('agent')
  const { status, reply } = await site.agent.call('sign-out')
  expect(status).toBe(200)
  expect(reply).toEqual({ signedOutAt: new Date(service.clock.now()).toISOString() })
  expect(codeOf(await site.agent.call('list-templates'))).toBe('not-signed-in')
  expect(codeOf(await elsewhere.call('list-templates'))).toBe('done')
  expect(await recordedEvents(service, site)).toEqual(['signed-out/done'])
})

test('accepts a caller with any profile, even a profile without permissions', async () => {
  for (const profile of ['agent', 'agent-manager', 'administrator', 'no-such']) {
    expect(await (await site.signIn(profile, 'person-1')).call('sign-out')).toMatchObject({ status: 200 })
  }
})

test('invalidates the retrieve keys of the sign-in', async () => {
  const form = await site.submitForm()
  const keys = [await site.issueRetrieveKey(form), await site.issueRetrieveKey(form)]
  const again = await site.signIn('agent')
  const path = { submissionId: form.submissionId }
  const codes: string[] = []
  for (const retrieveKey of keys) {
    codes.push(codeOf(await again.call('retrieve-submission', { path, body: { retrieveKey } })))
    if (codes.length === 1) await site.agent.reply('sign-out')
  }
  expect(codes).toEqual(['done', 'not-available'])
})

test('returns the same `not-signed-in` to a caller who has no token or is signed out, idle or disabled', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  const [idle, disabled] = [await site.signIn('agent'), await site.signIn('agent', 'agent-8')]
  await idle.reply('list-templates')
  await administrator.reply('put-person', { path: { subject: 'agent-8' }, body: { enabled: false } })
  service.clock.advance(15 * 60_000)
  await site.agent.reply('sign-out')
  for (const caller of [site.visitor, site.agent, idle, disabled]) {
    const result = await caller.call('sign-out')
    expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  }
  const recorded = await recordedEvents(service, site)
  expect(recorded.filter((event) => event === 'signed-out/done')).toHaveLength(1)
})

test('returns `not-permitted` to the chat backend, which has no sign-in, and writes an audit record', async () => {
  const result = await site.backend.call('sign-out')
  expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused'])
})
