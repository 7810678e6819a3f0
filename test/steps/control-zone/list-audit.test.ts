import { expect, test, vi } from 'vitest'
import { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../../lambdas/core/audit/audit-chain.ts'
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
  // So that no earlier test has records at the same time.
  service.clock.advance(1_000)
})

type Query = Readonly<Record<string, string>>
const listed = async (query: Query) => (await administrator.reply('list-audit', { query })).events
const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString()
const around = (): Query => ({ from: timeAt(service.clock.now() - 1), to: timeAt(service.clock.now()) })

test('lists the audit records of a conversation, starting with the oldest, and writes no audit record', async () => {
  const { conversationId, formId, submissionId } = await site.submitForm()
  const before = await service.auditRecords()
  const { status, reply } = await administrator.call('list-audit', { query: { conversationId } })
  expect(status).toBe(200)
  expect(reply?.events.map(({ event }) => event)).toEqual([
    'conversation-opened',
    'form-sent',
    'form-opened',
    'form-submitted',
  ])
  const { eventId, hash, chain } = before.find((record) => record.submissionId === submissionId) ?? {}
  const submitted = { event: 'form-submitted', actor: 'visitor', outcome: 'done', conversationId, formId, submissionId }
  expect(reply?.events.at(-1)).toEqual({ ...submitted, eventId, at: timeAt(service.clock.now()), hash, chain })
  expect(await service.auditRecords()).toEqual(before)
})

test('returns the list one page at a time', async () => {
  const { conversationId } = await site.submitForm()
  const all = await listed({ conversationId })
  const first = await administrator.reply('list-audit', { query: { conversationId, limit: '3' } })
  const second = await administrator.reply('list-audit', {
    query: { conversationId, limit: '3', cursor: first.cursor ?? '' },
  })
  expect([first.events.length, second.events.length, second.cursor]).toEqual([3, 1, undefined])
  expect([...first.events, ...second.events]).toEqual(all)
})

test('lists the audit records of a time range, and can filter them by event, actor or target', async () => {
  await administrator.reply('patch-site', { body: { idleMinutes: 10 } })
  await administrator.reply('put-person', { path: { subject: agentId }, body: { enabled: true } })
  await site.agent.call('get-site')
  const events = async (query: Query) => (await listed({ ...around(), ...query })).map(({ event }) => event).sort()
  expect(await events({})).toEqual(['operator-enabled', 'permission-refused', 'site-changed'])
  expect(await events({ event: 'site-changed' })).toEqual(['site-changed'])
  expect(await events({ subject: agentId })).toEqual(['operator-enabled', 'permission-refused'])
  expect(await events({ subject: agentId, event: 'site-changed' })).toEqual([])
  service.clock.advance(1_000)
  expect(await events({})).toEqual([])
})

test('lists an erasure in a time range that includes it', async () => {
  const { conversationId, submissionId } = await site.submitForm()
  await administrator.reply('erase', { body: { submissionId } })
  const query = { ...around(), event: 'submission-erased' }
  const erased = { event: 'submission-erased', actor: 'agent:admin-1', conversationId, submissionId }
  await vi.waitFor(async () => expect(await listed(query)).toEqual([expect.objectContaining(erased)]), { interval: 5 })
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const { conversationId } = await site.submitForm()
  const result = await site.visitor.call('list-audit', { query: { conversationId } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without audit:read, and writes an audit record', async () => {
  const { conversationId } = await site.submitForm()
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    for (const query of [{ conversationId }, around()]) {
      const result = await caller.call('list-audit', { query })
      expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
    }
  }
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-found` for a conversation that is unknown or from another site', async () => {
  const other = await newSite(service)
  for (const conversationId of ['chat-unknown', (await other.submitForm()).conversationId]) {
    const result = await administrator.call('list-audit', { query: { conversationId } })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
})

test('returns `not-valid` for a query unless it has either a conversation or a complete time range of at most 31 days', async () => {
  const now = service.clock.now()
  const { from = '', to = '' } = around()
  const tooLong = { from: timeAt(now - 31 * 86_400_000 - 1), to: timeAt(now) }
  const malformed: Query[] = [{}, { from }, { to }, { from, to, conversationId: 'chat-1' }, tooLong]
  for (const query of malformed) {
    const result = await administrator.call('list-audit', { query })
    expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  }
})

test('returns the stored records if the caller asks for them, so that the caller can verify their hashes', async () => {
  const { conversationId } = await site.submitForm()
  const events = await listed({ conversationId, records: 'true' })
  expect(events.length).toBe(4)
  expect(events.map(({ record }) => record && recordHash(AuditRecord.parse(record)))).toEqual(
    events.map(({ hash }) => hash),
  )
  expect(codeOf(await administrator.call('list-audit', { query: { conversationId, records: 'yes' } }))).toBe(
    'not-valid',
  )
})
