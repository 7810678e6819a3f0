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
  test('are limited to ten: each new socket closes the oldest', async () => {
    const { pushPorts, agent, clock, closed, listed } = pushFixture()
    const { kind: _, ...signIn } = agent
    for (const connectionId of connectionIds(400)) {
      clock.advance(1)
      expect(await openConnection(pushPorts)({ connectionId, signIn, connectedAt: clock.now() })).toBe(true)
    }
    expect(listed().sort()).toEqual(connectionIds(400).slice(-10))
    expect(closed).toEqual(connectionIds(390).map((id) => `${id} goingAway`))
  })

  test('are limited to ten if all are opened concurrently, and other sign-ins are not affected', async () => {
    const { pushPorts, agent, signIn, clock, listed, connect } = pushFixture()
    await connect('another sign-in', signIn('agent', 'agent-7'))
    await connect('another agent', signIn('agent', 'agent-8'))
    const { kind: _, ...own } = agent
    const open = (connectionId: string) =>
      openConnection(pushPorts)({ connectionId, signIn: own, connectedAt: clock.now() })
    await Promise.all(connectionIds(400).map(open))
    expect(listed().filter((id) => id.startsWith('s'))).toHaveLength(10)
    expect(listed().filter((id) => !id.startsWith('s'))).toEqual(['another sign-in', 'another agent'])
  })

  test('make a progress report cost one read of the sign-in and ten messages, and the excess sockets are closed', async () => {
    const fixture = pushFixture()
    for (const connectionId of connectionIds(400)) {
      fixture.clock.advance(1)
      await fixture.connect(connectionId, fixture.agent)
    }
    let reads = 0
    const read: typeof fixture.all.records.read = async (wanted) => {
      reads++
      return await fixture.all.records.read(wanted)
    }
    const { siteId, subject } = fixture.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    await pushedProgress({ ...fixture.pushPorts, records: { read } }).report(report)
    expect([reads, fixture.received.length, fixture.closed.length, fixture.listed().length]).toEqual([1, 10, 390, 10])
  })

  test('make the regular check cost one read of the sign-in', async () => {
    const fixture = pushFixture()
    for (const connectionId of connectionIds(400)) await fixture.connect(connectionId, fixture.agent)
    let reads = 0
    const read: typeof fixture.all.records.read = async (wanted) => {
      reads++
      return await fixture.all.records.read(wanted)
    }
    await checkConnections({ ...fixture.pushPorts, records: { read } })()
    expect([reads, fixture.listed().length]).toEqual([1, 10])
  })

  test('are all checked even if the rows of one sign-in cannot be read, but that run fails', async () => {
    const fixture = pushFixture()
    await fixture.connect('too old', fixture.signIn('agent', 'agent-8'))
    fixture.clock.advance(2 * 3_600_000)
    await fixture.connect('broken', fixture.agent)
    const pages = fixture.tables.connections.all().map((connection) => [connection])
    expect(pages).toMatchObject([[{ connectionId: 'broken' }], [{ connectionId: 'too old' }]])
    const connections = {
      ...fixture.pushPorts.connections,
      async *all() {
        yield* pages
      },
    }
    const read = () => Promise.reject(new Fault('stored-item-malformed'))
    const checked = checkConnections({ ...fixture.pushPorts, connections, records: { read } })()
    await expect(checked).rejects.toMatchObject({ code: 'stored-item-malformed' })
    expect([fixture.closed, fixture.listed()]).toEqual([['too old goingAway'], ['broken']])
  })

  test('are closed after two hours, even if their agent is active', async () => {
    const fixture = pushFixture()
    await fixture.connect('tab', fixture.agent)
    await fixture.all.sessions.create(newSession(fixture.agent, fixture.clock.now()), Number.MAX_SAFE_INTEGER)
    const check = checkConnections(fixture.pushPorts)
    for (let minute = 1; minute < 120; minute++) {
      fixture.clock.advance(60_000)
      await fixture.all.sessions.touch(fixture.agent.sessionHash, fixture.clock.now())
      await check()
    }
    expect(fixture.closed).toEqual([])
    fixture.clock.advance(60_000)
    await check()
    expect(fixture.closed).toEqual(['tab goingAway'])
  })

  test('receive a record through at most five sends at a time', async () => {
    const fixture = pushFixture()
    for (const connectionId of connectionIds(10)) await fixture.connect(connectionId, fixture.agent)
    let [underWay, most] = [0, 0]
    const send = async () => {
      most = Math.max(most, ++underWay)
      await fixture.settled()
      underWay--
      return true
    }
    const { siteId, subject } = fixture.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    await pushedProgress({ ...fixture.pushPorts, sockets: { ...fixture.pushPorts.sockets, send } }).report(report)
    expect(most).toBe(5)
  })
})

describe('abuse 45: one stuck socket', () => {
  test('delays no other tab, and is closed after the send limit', async () => {
    const fixture = pushFixture()
    for (const id of ['stuck', 'two', 'three']) await fixture.connect(id, fixture.agent)
    fixture.stuck.add('stuck')
    const notifying = fixture.notify()
    await fixture.settled()
    expect(fixture.received.sort()).toEqual(['three form-opened', 'two form-opened'])
    fixture.elapse(2_000)
    await fixture.settled()
    expect(fixture.listed().sort()).toEqual(['three', 'two'])
    // Closing it is limited to the same time.
    fixture.elapse(2_000)
    await notifying
  })

  test('delays the visitor’s progress report by at most half a second for the send and half a second for the close', async () => {
    const fixture = pushFixture()
    await fixture.connect('stuck', fixture.agent)
    fixture.stuck.add('stuck')
    const { siteId, subject } = fixture.agent
    const report = { siteId, conversationId, formId, sender: { issuer, subject }, at: 0, questions: {} }
    const reporting = pushedProgress(fixture.pushPorts).report(report)
    for (const _ of ['sending', 'closing']) {
      await fixture.settled()
      fixture.elapse(500)
    }
    await reporting
    expect(fixture.listed()).toEqual([])
  })
})

describe('abuse 45: a record that cannot be delivered', () => {
  test('is dropped and counted after its time limit, and does not delay other sites', async () => {
    const fixture = twoSites()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.colleague)
    for (let n = 0; n < 90; n++) fixture.storedForm(formOf(n), acme, 'agent-7')
    fixture.storedForm(formOf(900), other, 'agent-8')
    const read: typeof fixture.all.records.read = async (wanted) =>
      'form' in wanted && wanted.form !== formOf(900)
        ? await new Promise(() => {})
        : await fixture.all.records.read(wanted)
    const flood = Array.from({ length: 90 }, (_, n) => fixture.recordOf(formOf(n), acme))
    const batch = pushEvents({ ...fixture.pushPorts, records: { read } })([
      ...flood,
      fixture.recordOf(formOf(900), other),
    ])
    await fixture.settled()
    expect(fixture.received).toEqual(['two form-sent'])
    // All records of a site have ten seconds in a batch, however many of them are stuck.
    fixture.elapse(10_000)
    await fixture.settled()
    // The tables do not return whose record it is: one more second.
    fixture.elapse(10_000)
    await batch
    expect(fixture.dropped()).toEqual(
      flood.map(({ formId: id }) => ({ line: 'event', event: 'push-dropped', siteId: acme, formId: id })),
    )
  })

  test('is dropped after five seconds, and the next record of its site is processed', async () => {
    const fixture = twoSites()
    await fixture.connect('one', fixture.agent)
    for (const n of [1, 2]) fixture.storedForm(formOf(n), acme, 'agent-7')
    const read: typeof fixture.all.records.read = async (wanted) =>
      'form' in wanted && wanted.form === formOf(1)
        ? await new Promise(() => {})
        : await fixture.all.records.read(wanted)
    const batch = pushEvents({ ...fixture.pushPorts, records: { read } })([
      fixture.recordOf(formOf(1), acme),
      fixture.recordOf(formOf(1), acme, { event: 'form-cancelled' }),
      fixture.recordOf(formOf(2), acme),
    ])
    for (const _ of ['first', 'second', 'disconnecting']) {
      await fixture.settled()
      fixture.elapse(5_000)
    }
    await batch
    expect([fixture.received, fixture.dropped().length]).toEqual([['one form-sent'], 2])
  })

  test('disconnects only its sender’s tabs, so that they list their forms again', async () => {
    const fixture = twoSites()
    await fixture.connect('one', fixture.agent)
    await fixture.connect('two', fixture.colleague)
    await fixture.connect('colleague', fixture.signIn('agent', 'agent-9'))
    fixture.storedForm(formOf(1), acme, 'agent-7')
    await pushEvents(fixture.pushPorts)([fixture.recordOf(formOf(1), acme, { at: Number.MAX_SAFE_INTEGER })])
    expect([fixture.closed, fixture.listed().sort()]).toEqual([['one goingAway'], ['colleague', 'two']])
  })

  test('because of a table failure or a malformed field delays no other record', async () => {
    const fixture = twoSites()
    await fixture.connect('two', fixture.colleague)
    fixture.storedForm(formOf(1), acme, 'agent-7')
    fixture.storedForm(formOf(2), other, 'agent-9')
    fixture.storedForm(formOf(3), other, 'agent-8')
    const read: typeof fixture.all.records.read = async (wanted) => {
      if ('form' in wanted && wanted.form === formOf(1)) throw new Error('down')
      return await fixture.all.records.read(wanted)
    }
    await pushEvents({ ...fixture.pushPorts, records: { read } })([
      fixture.recordOf(formOf(1), acme),
      fixture.recordOf(formOf(2), other, { at: Number.MAX_SAFE_INTEGER }),
      fixture.recordOf(formOf(3), other),
    ])
    expect([fixture.received, fixture.dropped().length]).toEqual([['two form-sent'], 2])
  })

  test('uses at most four slots at a time for its site, so that other sites’ records are processed', async () => {
    const fixture = twoSites()
    let [underWay, most] = [0, 0]
    const read: typeof fixture.all.records.read = async (wanted) => {
      if (!('form' in wanted)) return await fixture.all.records.read(wanted)
      most = Math.max(most, ++underWay)
      await fixture.settled()
      underWay--
      return {}
    }
    const flood = Array.from({ length: 20 }, (_, n) => fixture.recordOf(formOf(n), acme, { event: 'form-submitted' }))
    await pushEvents({ ...fixture.pushPorts, records: { read } })(flood)
    expect(most).toBe(4)
  })
})
