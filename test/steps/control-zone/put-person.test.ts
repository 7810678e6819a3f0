import { expect, test } from 'vitest'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, type Caller, codeOf, etagIn, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
})

const path = { subject: agentId }
const disabled = { enabled: false }

const listed = async (subject: string) =>
  (await administrator.reply('list-people')).people.find((person) => person.subject === subject)

/** The recorded changes of people: the event, the person and the profile that was set. */
const changesOnRecord = async (): Promise<string[]> =>
  (await service.auditRecords()).flatMap(({ siteId, event, subject, profile }) =>
    siteId === site.siteId && event.startsWith('operator-') ? [`${event} ${subject} ${profile}`] : [],
  )

test('disables a person with effect from their next request, and writes an audit record', async () => {
  await site.agent.reply('list-templates')
  const result = await administrator.call('put-person', { path, body: disabled })
  const lastSignInAt = new Date(service.clock.now()).toISOString()
  expect(result).toMatchObject({ status: 200, reply: { subject: agentId, enabled: false, lastSignInAt } })
  expect(result.reply).toEqual(await listed(agentId))
  expect(result.reply?.etag).toBe(etagIn(result))
  expect(codeOf(await site.agent.call('list-templates'))).toBe('not-signed-in')
  expect(await changesOnRecord()).toEqual([`operator-disabled ${agentId} -`])
})

test('enables a person but does not restore their earlier sign-in, and writes an audit record', async () => {
  await administrator.reply('put-person', { path, body: disabled })
  await administrator.reply('put-person', { path, body: { enabled: true } })
  expect(codeOf(await site.agent.call('list-templates'))).toBe('not-signed-in')
  service.clock.advance(1)
  const agent = await site.signIn('agent')
  expect(codeOf(await agent.call('list-templates'))).toBe('done')
  expect((await changesOnRecord()).sort()).toEqual([`operator-disabled ${agentId} -`, `operator-enabled ${agentId} -`])
})

test('sets a profile that replaces the profile from the sign-in, and writes an audit record', async () => {
  const { reply } = await administrator.call('put-person', { path, body: { enabled: true, profile: 'agent-manager' } })
  expect(reply).toMatchObject({ subject: agentId, enabled: true, profile: 'agent-manager' })
  expect(codeOf(await site.agent.call('list-templates'))).toBe('not-permitted')
  expect(await changesOnRecord()).toEqual([`operator-enabled ${agentId} agent-manager`])
})

test('accepts a matching If-Match', async () => {
  const first = etagIn(await administrator.call('put-person', { path, body: { enabled: true } }))
  for (const ifMatch of [first, '*']) {
    expect(await administrator.call('put-person', { path, body: disabled, ifMatch })).toMatchObject({ status: 200 })
  }
})

test('returns `not-signed-in` to a caller without a token, and changes nothing', async () => {
  const result = await site.visitor.call('put-person', { path, body: disabled })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
  expect(await changesOnRecord()).toEqual([])
  expect(await listed(agentId)).toBe(undefined)
})

test('returns `not-permitted` to a caller without site:administer, and changes nothing', async () => {
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('put-person', { path, body: disabled })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await changesOnRecord()).toEqual([])
  expect(await listed(agentId)).toMatchObject({ enabled: true })
})

test('returns `conflict` for a change that removes the caller’s own administrator rights, and changes nothing', async () => {
  const own = { subject: 'admin-1' }
  const before = await administrator.reply('list-people')
  for (const body of [disabled, { enabled: true, profile: 'agent' }]) {
    const result = await administrator.call('put-person', { path: own, body })
    expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
  }
  expect(await administrator.reply('list-people')).toEqual(before)
  expect(await changesOnRecord()).toEqual([])
})

test('returns `changed-meanwhile` for a stale etag or for any etag of an unknown person, and changes nothing', async () => {
  const ifMatch = etagIn(await administrator.call('put-person', { path, body: { enabled: true } }))
  await administrator.reply('put-person', { path, body: { enabled: true, profile: 'agent' } })
  const before = await administrator.reply('list-people')
  for (const call of [
    { path, ifMatch },
    { path: { subject: 'agent-9' }, ifMatch: '*' },
  ]) {
    const result = await administrator.call('put-person', { ...call, body: disabled })
    expect([result.status, codeOf(result)]).toEqual([412, 'changed-meanwhile'])
  }
  expect(await administrator.reply('list-people')).toEqual(before)
})

test('returns `not-valid` for a profile that the site does not have', async () => {
  const result = await administrator.call('put-person', { path, body: { enabled: true, profile: 'no-such' } })
  expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  expect(await listed(agentId)).toBe(undefined)
})
