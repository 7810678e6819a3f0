import { expect, test } from 'vitest'
import { AgentId, ConversationId, FormId, SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { listAudit as step } from '../../../contracts/steps/list-audit.ts'
import { listAudit } from '../../../lambdas/control-zone/list-audit.ts'
import type { AuditEvent, AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { type DayPosition, readDays } from '../../../lambdas/core/audit/day-reader.ts'
import { hours } from '../../../lambdas/core/time.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const formId = FormId.parse('6f7a1f0e-8a53-4b2e-9d3c-0123456789ab')
const start = Date.UTC(2030, 0, 15, 12)
const day = hours(24)

const iso = (at: number): string => new Date(at).toISOString()
const wholeRange = { from: iso(start - 20 * day), to: iso(start + 10 * day) }

const list = (fixture: SiteFixture, query: object, by = fixture.signIn('administrator', 'root')) =>
  listAudit(fixture.ports())(request(by, { path: {}, query: step.query.parse(query), body: {} }))

const ofDay = (event: AuditEvent['event'], more: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ event, actor: 'agent:agent-7', outcome: 'done', siteId: acme },
  ...more,
})

/** The events of all pages, and the size of each page. */
const pagesOf = async (fixture: SiteFixture, query: object) => {
  const events: { event: string; at: string; actor: string; chain: string; hash: string }[] = []
  const sizes: number[] = []
  let cursor: string | undefined
  do {
    const page = replyOf(await list(fixture, { ...wholeRange, ...query, ...(cursor !== undefined && { cursor }) }))
    events.push(...page.events)
    sizes.push(page.events.length)
    cursor = page.cursor
  } while (cursor !== undefined && sizes.length < 100)
  return { events, sizes }
}

const release = { event: 'submission-retrieved', actor: 'agent:agent-7', outcome: 'released' } as const

/** Three days: refusals, keys and people on day chains, and a release and an erasure on conversation chains. */
const threeDays = async () => {
  const fixture = siteFixture()
  const { audit, pointers } = fixture.ports()
  const conversation = { siteId: acme, conversationId, formId }
  await audit.record(ofDay('key-misused', { outcome: 'refused', formId }))
  fixture.clock.advance(10)
  await audit.append({ ...release, ...conversation }, undefined)
  await audit.append({ ...release, event: 'form-sent', outcome: 'done', ...conversation }, undefined)
  fixture.clock.advance(10)
  await audit.record(ofDay('operator-disabled', { actor: 'agent:root', subject: AgentId.parse('agent-9') }))
  fixture.clock.advance(day)
  await audit.record(ofDay('sign-in-failed', { actor: 'service', subject: AgentId.parse('agent-7') }))
  fixture.clock.advance(day)
  await audit.append({ ...release, event: 'conversation-erased', outcome: 'done', ...conversation }, undefined)
  fixture.clock.advance(1)
  await audit.record(ofDay('site-changed', { actor: 'agent:root' }))
  await audit.record({ ...ofDay('key-replayed'), siteId: SiteId.parse('rival') })
  await pointers.add(fixture.records())
  return fixture
}

const inOrder = [
  'conversation-erased',
  'site-changed',
  'sign-in-failed',
  'key-misused',
  'submission-retrieved',
  'operator-disabled',
]

test('a query for a time range returns the site’s records of refusals, keys, people, settings, releases and erasures, and starts with the newest day', async () => {
  const fixture = await threeDays()
  const { events } = await pagesOf(fixture, {})
  expect(events.map(({ event }) => event)).toEqual(inOrder)
  expect(new Set(events.map(({ chain }) => chain.split('#')[1]))).toEqual(new Set(['day', 'conversation']))
  const record = fixture.records().find(({ event }) => event === 'submission-retrieved')
  expect(events.find(({ event }) => event === 'submission-retrieved')).toMatchObject({
    hash: record?.hash,
    chain: record?.chain,
  })
})

test('the next page starts at the cursor, for any page size', async () => {
  const fixture = await threeDays()
  for (const limit of ['1', '2', '4', '6', '7']) {
    const { events, sizes } = await pagesOf(fixture, { limit })
    expect([limit, events.map(({ event }) => event)]).toEqual([limit, inOrder])
    expect(sizes).toHaveLength(Math.ceil(inOrder.length / Number(limit)))
  }
})

test('a cursor is valid only for the time range and the filter of the query that returned it', async () => {
  const fixture = await threeDays()
  const { cursor } = replyOf(await list(fixture, { ...wholeRange, limit: '1' }))
  for (const changed of [{ event: 'key-misused' }, { from: iso(start) }, { subject: 'root' }]) {
    expect(codeOf(await list(fixture, { ...wholeRange, ...changed, cursor }))).toBe('not-valid')
  }
  expect(codeOf(await list(fixture, { ...wholeRange, cursor: 'x' }))).toBe('not-valid')
})

test('the time range includes its first and its last millisecond', async () => {
  const fixture = await threeDays()
  const names = async (from: number, to: number) =>
    (await pagesOf(fixture, { from: iso(from), to: iso(to) })).events.map(({ event }) => event)
  expect(await names(start, start)).toEqual(['key-misused'])
  expect(await names(start + 1, start + 10)).toEqual(['submission-retrieved'])
  expect(await names(start + 1, start + 9)).toEqual([])
})

test('the subject filter matches actors and targets, and can be combined with the event filter', async () => {
  const fixture = await threeDays()
  const names = async (query: object) => (await pagesOf(fixture, query)).events.map(({ event }) => event)
  expect(await names({ subject: 'agent-7' })).toEqual([
    'conversation-erased',
    'sign-in-failed',
    'key-misused',
    'submission-retrieved',
  ])
  expect(await names({ subject: 'agent-9' })).toEqual(['operator-disabled'])
  expect(await names({ event: 'site-changed' })).toEqual(['site-changed'])
  expect(await names({ event: 'site-changed', subject: 'agent-7' })).toEqual([])
})

test('an event names its target: a person, a template or the site', async () => {
  const fixture = siteFixture()
  const { audit } = fixture.ports()
  const templateId = TemplateId.parse('booking')
  const person = { subject: AgentId.parse('agent-9'), subjectIssuer: 'https://issuer.example' }
  const expected = [
    [ofDay('operator-disabled', person), 'agent-9'],
    [ofDay('template-changed', { templateId }), 'booking'],
    [ofDay('site-changed', { profile: 'agent' }), acme],
    [ofDay('permission-refused', { outcome: 'refused' }), undefined],
  ] as const
  for (const [event] of expected) {
    await audit.record(event)
    fixture.clock.advance(1)
  }
  const { events } = replyOf(await list(fixture, wholeRange))
  expect(events.map(({ event, subject }) => [event, subject])).toEqual(
    expected.map(([{ event }, subject]) => [event, subject]),
  )
  // The query asks for people, not for template or site ids.
  for (const subject of ['booking', acme]) {
    expect(replyOf(await list(fixture, { ...wholeRange, subject })).events).toEqual([])
  }
})

test('the records of all sixteen chains of a day are merged in order of time', async () => {
  const fixture = siteFixture()
  const { audit } = fixture.ports()
  for (let index = 0; index < 60; index++) {
    await audit.record(ofDay('permission-refused', { outcome: 'refused' }))
    fixture.clock.advance(1)
  }
  // The in-memory service uses one chain; a deployment distributes the records over sixteen.
  const chain = `acme#day#2030-01-15#00`
  const records = fixture.tables.audit.get(chain) ?? []
  fixture.tables.audit.delete(chain)
  for (let shard = 0; shard < 16; shard++) {
    const name = `acme#day#2030-01-15#${String(shard).padStart(2, '0')}`
    const own = records.filter((_, index) => (index * 7) % 16 === shard)
    fixture.tables.audit.put(
      name,
      own.map((record, index) => ({ ...record, chain: name, sequence: index + 1 })),
    )
  }
  const { events, sizes } = await pagesOf(fixture, { limit: '7' })
  expect(events.map(({ at }) => at)).toEqual(records.map(({ at }) => iso(at)))
  expect(sizes).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 4])
})

test('a search for a rare event reads a limited number of records per page, and the cursor continues the search', async () => {
  const fixture = siteFixture()
  const { audit, trail } = fixture.ports()
  for (let index = 0; index < 11; index++) await audit.record(ofDay('permission-refused', { outcome: 'refused' }))
  await audit.record(ofDay('site-changed'))
  const matches = ({ event }: AuditRecord) => event === 'site-changed'
  const range = { siteId: acme, from: start, to: start, matches }
  const read = (from: DayPosition | undefined) => readDays(trail, range, { limit: 10, maxRead: 5 }, from)
  const sizes: number[] = []
  let next: DayPosition | undefined
  do {
    const page = await read(next)
    sizes.push(page.records.length)
    next = page.next
  } while (next !== undefined)
  expect(sizes).toEqual([0, 0, 1])
})

test('a pointer whose record is missing is left out', async () => {
  const fixture = await threeDays()
  fixture.tables.audit.delete(`acme#conversation#${conversationId}`)
  const names = (await pagesOf(fixture, { limit: '2' })).events.map(({ event }) => event)
  expect(names).toEqual(['site-changed', 'sign-in-failed', 'key-misused', 'operator-disabled'])
})

const from = iso(start)

test.each([
  ['nothing', {}, 'conversationId', 'required'],
  ['only one end of the time range', { from }, 'to', 'required'],
  ['only the other end of the time range', { to: from }, 'from', 'required'],
  ['only an event', { event: 'site-changed' }, 'conversationId', 'required'],
  ['more than 31 days', { from, to: iso(start + 31 * day + 1) }, 'to', 'too-long'],
  ['an end before the start', { from, to: iso(start - 1) }, 'to', 'too-short'],
  ['a conversation and a time', { conversationId: 'chat-1', from }, 'from', 'unknown'],
  ['a day that does not exist', { from: '2030-13-01T00:00:00.000Z', to: from }, 'from', undefined],
])('a query with %s is refused', (_, query, field, code) => {
  const { error } = step.query.safeParse(query)
  const issue = error?.issues.find(({ path }) => path[0] === field)
  expect(issue).toBeDefined()
  if (code !== undefined) expect(issue).toMatchObject({ params: { code } })
})

test('a range of 31 days is accepted', () => {
  expect(step.query.safeParse({ from, to: iso(start + 31 * day) }).success).toBe(true)
})

test('agents and agent managers may not list audit records', async () => {
  const fixture = await threeDays()
  for (const profile of ['agent', 'agent-manager']) {
    expect(codeOf(await list(fixture, wholeRange, fixture.signIn(profile)))).toBe('not-permitted')
  }
})
