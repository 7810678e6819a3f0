import { describe, expect, test } from 'vitest'
import { TemplateId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { pushEvents } from '../../../lambdas/push/push-events.ts'
import { decisionOf } from '../../port-contracts/decisions.ts'
import { issuer } from '../site-fixture.ts'
import { conversationId, formId, pushFixture } from './push-fixture.ts'

describe('a record from the stream', () => {
  const record = (changed: Partial<AuditRecord> = {}): AuditRecord => ({
    ...{ chain: 'acme#chat-1', sequence: 4, eventId: 'e', at: Date.UTC(2030, 0, 15, 12), hash: 'h', previousHash: 'p' },
    ...{ event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId: 'acme', conversationId, formId },
    ...changed,
  })
  const withForm = async (sequence: number | undefined) => {
    const fixture = pushFixture()
    await fixture.connect('one', fixture.agent)
    const { siteId, subject } = fixture.agent
    const form = {
      ...{ formId, siteId, conversationId, templateId: TemplateId.parse('bank-account'), templateVersion: 1 },
      ...{
        sender: { issuer, subject },
        state: 'sent' as const,
        generation: 1,
        sentAt: 1,
        expiresAt: Number.MAX_SAFE_INTEGER,
      },
      settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    }
    if (sequence !== undefined) fixture.tables.forms.put(formId, { ...form, chainPlace: { sequence, hash: 'h' } })
    return fixture
  }

  test('is pushed immediately, even if the form has advanced since then', async () => {
    const fixture = await withForm(5)
    await pushEvents(fixture.pushPorts)([record()])
    expect([fixture.received, fixture.pauses]).toEqual([['one form-sent'], []])
  })

  test('is not pushed if its form does not exist', async () => {
    const fixture = await withForm(undefined)
    await pushEvents(fixture.pushPorts)([record()])
    expect([fixture.received, fixture.pauses]).toEqual([[], []])
  })

  test('is not pushed if it is about a refusal, a failure or no form', async () => {
    const fixture = await withForm(9)
    await pushEvents(fixture.pushPorts)([
      record({ outcome: 'refused' }),
      record({ event: 'submission-retrieved', outcome: 'failed' }),
      record({ event: 'conversation-opened' }),
      record({ event: 'history-viewed', outcome: 'released' }),
      record({ event: 'retrieve-key-issued' }),
    ])
    expect(fixture.received).toEqual([])
  })

  const ofPerson = (changed: Partial<AuditRecord>) => {
    const { formId: _, conversationId: __, ...rest } = record(changed)
    return rest
  }
  /** Two sign-ins of one agent, each with a socket; the second sign-in ends. */
  const withTwo = async () => {
    const fixture = await withForm(9)
    const second = fixture.signIn('agent', 'agent-7')
    await fixture.connect('two', second)
    const { kind: _, profile: __, signedInAt: ___, ...session } = second
    const now = fixture.clock.now()
    const end = () => fixture.all.sessions.end({ ...session, lastSeenAt: now, ended: 'signed-out', endedAt: now }, 0)
    return { ...fixture, end }
  }

  test('about a sign-out closes the sockets of that sign-in, and no other sockets', async () => {
    const fixture = await withTwo()
    await fixture.end()
    await pushEvents(fixture.pushPorts)([ofPerson({ event: 'signed-out' })])
    expect([fixture.closed, fixture.listed(), fixture.pauses]).toEqual([['two sessionOver'], ['one'], []])
  })

  test('about a disabled person closes all their sockets', async () => {
    const fixture = await withTwo()
    const { siteId, subject } = fixture.agent
    const decision = decisionOf(fixture.agent, fixture.clock.now())
    await fixture.all.people.put({ siteId, issuer, subject }, { enabled: false }, decision)
    await pushEvents(fixture.pushPorts)([ofPerson({ event: 'operator-disabled', actor: 'agent:root', subject })])
    expect([fixture.closed.sort(), fixture.pauses]).toEqual([['one sessionOver', 'two sessionOver'], []])
  })

  test.each([
    { event: 'signed-out', outcome: 'refused' },
    { event: 'signed-out' },
    { event: 'signed-out-idle' },
    { event: 'operator-disabled', actor: 'service', subject: 'agent-7' },
  ] as const)('with %j closes no socket with a live sign-in, and is processed without waiting', async (about) => {
    const fixture = await withTwo()
    await pushEvents(fixture.pushPorts)([ofPerson(about)])
    expect([fixture.closed, fixture.pauses]).toEqual([[], []])
  })
})
