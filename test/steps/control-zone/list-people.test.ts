import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { agentId, type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'admin-1')
})

test('lists people who have signed in or whom an administrator has added, and writes no audit record', async () => {
  await site.agent.reply('list-templates')
  await administrator.reply('put-person', { path: { subject: 'agent-8' }, body: { enabled: false, profile: 'agent' } })
  const recorded = await recordedEvents(service, site)
  const { status, reply } = await administrator.call('list-people')
  expect(status).toBe(200)
  const lastSignInAt = new Date(service.clock.now()).toISOString()
  const etag = expect.stringMatching(/^"[\w-]+"$/)
  expect(reply?.people.toSorted((one, other) => (one.subject < other.subject ? -1 : 1))).toEqual([
    { subject: 'admin-1', enabled: true, lastSignInAt, etag },
    { subject: agentId, enabled: true, lastSignInAt, etag },
    { subject: 'agent-8', enabled: false, profile: 'agent', etag },
  ])
  expect(await recordedEvents(service, site)).toEqual(recorded)
})

test('returns the list one page at a time', async () => {
  const subjects = ['admin-1', 'agent-1', 'agent-2', 'agent-3', 'agent-4']
  for (const subject of subjects.slice(1)) {
    await administrator.reply('put-person', { path: { subject }, body: { enabled: true } })
  }
  const listed: string[] = []
  let cursor: string | undefined
  do {
    const query = { limit: '2', ...(cursor !== undefined && { cursor }) }
    const page = await administrator.reply('list-people', { query })
    expect(page.people.length).toBeLessThanOrEqual(2)
    listed.push(...page.people.map(({ subject }) => subject))
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(listed.sort()).toEqual(subjects)
})

test('lists no person from another site', async () => {
  const other = await newSite(service)
  await other.agent.reply('list-templates')
  const { people } = await administrator.reply('list-people')
  expect(people.map(({ subject }) => subject)).toEqual(['admin-1'])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const result = await site.visitor.call('list-people')
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without site:administer, and writes an audit record of each request', async () => {
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('list-people')
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(Array(3).fill('permission-refused/refused'))
})
