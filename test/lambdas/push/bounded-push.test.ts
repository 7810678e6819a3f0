/** Abuse 45: the maximum cost of one sign-in, one socket or one record, and that no other agent or site waits for it. */
import { describe, expect, test } from 'vitest'
import { AgentId, FormId, SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { FormRecord } from '../../../lambdas/core/forms/form.ts'
import { newSession } from '../../../lambdas/identity/session-rules.ts'
import { checkConnections } from '../../../lambdas/push/check-connections.ts'
import { openConnection } from '../../../lambdas/push/open-connection.ts'
import { pushEvents } from '../../../lambdas/push/push-events.ts'
import { pushedProgress } from '../../../lambdas/push/pushed-progress.ts'
import { acme, issuer } from '../site-fixture.ts'
import { conversationId, formId, pushFixture } from './push-fixture.ts'

const other = SiteId.parse('other')
const formOf = (n: number): FormId => FormId.parse(`6f1f0a1e-3b1c-4d2e-8f00-${String(n).padStart(12, '0')}`)

/** An agent of two sites, with forms whose latest record is the fourth of its chain. */
const twoSites = () => {
  const fixture = pushFixture()
  fixture.setSite({}, other)
  const colleague = fixture.signIn('agent', 'agent-8', other)
  const storedForm = (id: FormId, siteId: SiteId, subject: string): void => {
    const form: FormRecord = {
      ...{ formId: id, siteId, conversationId, templateId: TemplateId.parse('bank-account'), templateVersion: 1 },
      ...{ sender: { issuer, subject: AgentId.parse(subject) }, state: 'sent', generation: 1 },
      ...{ sentAt: 1, expiresAt: Number.MAX_SAFE_INTEGER, chainPlace: { sequence: 4, hash: 'h' } },
      settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    }
    fixture.tables.forms.put(id, form)
  }
  const recordOf = (id: FormId, siteId: SiteId, changed: Partial<AuditRecord> = {}): AuditRecord => ({
    ...{ chain: `${siteId}#chat-1`, sequence: 4, eventId: 'e', at: Date.UTC(2030, 0, 15, 12), hash: 'h' },
    ...{ previousHash: 'p', event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId, conversationId },
    ...{ formId: id, ...changed },
  })
  const dropped = () => fixture.lines.filter((line) => line.line === 'event' && line.event === 'push-dropped')
  return { ...fixture, colleague, storedForm, recordOf, dropped }
}

const connectionIds = (count: number) => Array.from({ length: count }, (_, n) => `s${String(n).padStart(3, '0')}`)

describe('abuse 45: 400 sockets of one sign-in', () => {
  test('are limited to ten: each new one closes the oldest', async () => {
    const { told, agent, clock, closed, listed } = pushFixture()
    const { kind: _, ...signIn } = agent
    for (const connectionId of connectionIds(400)) {
      clock.advance(1)
      expect(await openConnection(told)({ connectionId, signIn, connectedAt: clock.now() })).toBe(true)
    }
    expect(listed().sort()).toEqual(connectionIds(400).slice(-10))
    expect(closed).toEqual(connectionIds(390).map((id) => `${id} goingAway`))
  })

  test('are limited to ten when all are opened at once, without affecting other sign-ins', async () => {
    const { told, agent, signIn, clock, listed, connect } = pushFixture()
    await connect('another sign-in', signIn('agent', 'agent-7'))
    await connect('another agent', signIn('agent', 'agent-8'))
    const { kind: _, ...own } = agent
    const open = (connectionId: string) => openConnection(told)({ connectionId, signIn: own, connectedAt: clock.now() })
    await Promise.all(connectionIds(400).map(open))
    expect(listed().filter((id) => id.startsWith('s'))).toHaveLength(10)
    expect(listed().filter((id) => !id.startsWith('s'))).toEqual(['another sign-in', 'another agent'])
  })

  test('cost a progress report one read of the sign-in and ten messages, and the others are closed', async () => {
    const world = pushFixture()
    for (const connectionId of connectionIds(400)) {
      world.clock.advance(1)
      await world.connect(connectionId, world.agent)
    }
    let reads = 0
    const read: typeof world.all.records.read = async (wanted) => {
      reads++
      return await world.all.records.read(wanted)
    }
    const { siteId, subject } = world.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    await pushedProgress({ ...world.told, records: { read } }).report(report)
    expect([reads, world.heard.length, world.closed.length, world.listed().length]).toEqual([1, 10, 390, 10])
  })

  test('cost the check of sockets one read of the sign-in', async () => {
    const world = pushFixture()
    for (const connectionId of connectionIds(400)) await world.connect(connectionId, world.agent)
    let reads = 0
    const read: typeof world.all.records.read = async (wanted) => {
      reads++
      return await world.all.records.read(wanted)
    }
    await checkConnections({ ...world.told, records: { read } })()
    expect([reads, world.listed().length]).toEqual([1, 10])
  })

  test('are checked to the last page when the rows of a sign-in cannot be read, which fails the run', async () => {
    const world = pushFixture()
    await world.connect('too old', world.signIn('agent', 'agent-8'))
    world.clock.advance(2 * 3_600_000)
    await world.connect('broken', world.agent)
    const pages = world.tables.connections.all().map((connection) => [connection])
    expect(pages).toMatchObject([[{ connectionId: 'broken' }], [{ connectionId: 'too old' }]])
    const connections = {
      ...world.told.connections,
      async *all() {
        yield* pages
      },
    }
    const read = () => Promise.reject(new Fault('stored-item-malformed'))
    const checked = checkConnections({ ...world.told, connections, records: { read } })()
    await expect(checked).rejects.toMatchObject({ code: 'stored-item-malformed' })
    expect([world.closed, world.listed()]).toEqual([['too old goingAway'], ['broken']])
  })

  test('are closed after two hours, even if their agent is active', async () => {
    const world = pushFixture()
    await world.connect('tab', world.agent)
    await world.all.sessions.create(newSession(world.agent, world.clock.now()), Number.MAX_SAFE_INTEGER)
    const check = checkConnections(world.told)
    for (let minute = 1; minute < 120; minute++) {
      world.clock.advance(60_000)
      await world.all.sessions.touch(world.agent.sessionHash, world.clock.now())
      await check()
    }
    expect(world.closed).toEqual([])
    world.clock.advance(60_000)
    await check()
    expect(world.closed).toEqual(['tab goingAway'])
  })

  test('receive a record at most five at a time', async () => {
    const world = pushFixture()
    for (const connectionId of connectionIds(10)) await world.connect(connectionId, world.agent)
    let [underWay, most] = [0, 0]
    const send = async () => {
      most = Math.max(most, ++underWay)
      await world.settled()
      underWay--
      return true
    }
    const { siteId, subject } = world.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    await pushedProgress({ ...world.told, sockets: { ...world.told.sockets, send } }).report(report)
    expect(most).toBe(5)
  })
})

describe('abuse 45: one stuck socket', () => {
  test('delays no other tab, and is closed after the send limit', async () => {
    const world = pushFixture()
    for (const id of ['stuck', 'two', 'three']) await world.connect(id, world.agent)
    world.stuck.add('stuck')
    const telling = world.tell()
    await world.settled()
    expect(world.heard.sort()).toEqual(['three form-opened', 'two form-opened'])
    world.elapse(2_000)
    await world.settled()
    expect(world.listed().sort()).toEqual(['three', 'two'])
    // Closing it is limited to the same time.
    world.elapse(2_000)
    await telling
  })

  test('delays the visitor’s progress report by at most half a second for the send and half for the close', async () => {
    const world = pushFixture()
    await world.connect('stuck', world.agent)
    world.stuck.add('stuck')
    const { siteId, subject } = world.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    const reporting = pushedProgress(world.told).report(report)
    for (const _ of ['sending', 'closing']) {
      await world.settled()
      world.elapse(500)
    }
    await reporting
    expect(world.listed()).toEqual([])
  })
})

describe('abuse 45: a record that cannot be delivered', () => {
  test('is dropped and counted after its time limit, without delaying another site', async () => {
    const world = twoSites()
    await world.connect('one', world.agent)
    await world.connect('two', world.colleague)
    for (let n = 0; n < 90; n++) world.storedForm(formOf(n), acme, 'agent-7')
    world.storedForm(formOf(900), other, 'agent-8')
    const read: typeof world.all.records.read = async (wanted) =>
      'form' in wanted && wanted.form !== formOf(900)
        ? await new Promise(() => {})
        : await world.all.records.read(wanted)
    const flood = Array.from({ length: 90 }, (_, n) => world.recordOf(formOf(n), acme))
    const batch = pushEvents({ ...world.told, records: { read } })([...flood, world.recordOf(formOf(900), other)])
    await world.settled()
    expect(world.heard).toEqual(['two form-sent'])
    // All records of a site have ten seconds in a batch, however many of them are stuck.
    world.elapse(10_000)
    await world.settled()
    // The tables do not return whose record it is: one more second.
    world.elapse(10_000)
    await batch
    expect(world.dropped()).toEqual(
      flood.map(({ formId: id }) => ({ line: 'event', event: 'push-dropped', siteId: acme, formId: id })),
    )
  })

  test('is given up after five seconds, and the next one of its site is processed', async () => {
    const world = twoSites()
    await world.connect('one', world.agent)
    for (const n of [1, 2]) world.storedForm(formOf(n), acme, 'agent-7')
    const read: typeof world.all.records.read = async (wanted) =>
      'form' in wanted && wanted.form === formOf(1) ? await new Promise(() => {}) : await world.all.records.read(wanted)
    const batch = pushEvents({ ...world.told, records: { read } })([
      world.recordOf(formOf(1), acme),
      world.recordOf(formOf(1), acme, { event: 'form-cancelled' }),
      world.recordOf(formOf(2), acme),
    ])
    for (const _ of ['first', 'second', 'disconnecting']) {
      await world.settled()
      world.elapse(5_000)
    }
    await batch
    expect([world.heard, world.dropped().length]).toEqual([['one form-sent'], 2])
  })

  test('disconnects only its sender’s tabs, so that they list their forms again', async () => {
    const world = twoSites()
    await world.connect('one', world.agent)
    await world.connect('two', world.colleague)
    await world.connect('colleague', world.signIn('agent', 'agent-9'))
    world.storedForm(formOf(1), acme, 'agent-7')
    await pushEvents(world.told)([world.recordOf(formOf(1), acme, { at: Number.MAX_SAFE_INTEGER })])
    expect([world.closed, world.listed().sort()]).toEqual([['one goingAway'], ['colleague', 'two']])
  })

  test('because of a table failure or a malformed field, delays no other', async () => {
    const world = twoSites()
    await world.connect('two', world.colleague)
    world.storedForm(formOf(1), acme, 'agent-7')
    world.storedForm(formOf(2), other, 'agent-9')
    world.storedForm(formOf(3), other, 'agent-8')
    const read: typeof world.all.records.read = async (wanted) => {
      if ('form' in wanted && wanted.form === formOf(1)) throw new Error('down')
      return await world.all.records.read(wanted)
    }
    await pushEvents({ ...world.told, records: { read } })([
      world.recordOf(formOf(1), acme),
      world.recordOf(formOf(2), other, { at: Number.MAX_SAFE_INTEGER }),
      world.recordOf(formOf(3), other),
    ])
    expect([world.heard, world.dropped().length]).toEqual([['two form-sent'], 2])
  })

  test('uses at most four slots for its site at a time, so that other sites proceed', async () => {
    const world = twoSites()
    let [underWay, most] = [0, 0]
    const read: typeof world.all.records.read = async (wanted) => {
      if (!('form' in wanted)) return await world.all.records.read(wanted)
      most = Math.max(most, ++underWay)
      await world.settled()
      underWay--
      return {}
    }
    const flood = Array.from({ length: 20 }, (_, n) => world.recordOf(formOf(n), acme, { event: 'form-submitted' }))
    await pushEvents({ ...world.told, records: { read } })(flood)
    expect(most).toBe(4)
  })
})
