import { describe, expect, test } from 'vitest'
import type { EventMessage } from '../../../contracts/events.ts'
import { ConversationId, FormId, TemplateId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../../lambdas/core/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { PersonPrincipal } from '../../../lambdas/core/principal.ts'
import type { Sockets } from '../../../lambdas/core/push.ts'
import { timestamp } from '../../../lambdas/core/time.ts'
import { checkConnections } from '../../../lambdas/push/check-connections.ts'
import { pushEvents } from '../../../lambdas/push/push-events.ts'
import { tellAgent } from '../../../lambdas/push/tell-agent.ts'
import { issuer, siteWorld } from '../site-world.ts'

const formId = FormId.parse('6f1f0a1e-3b1c-4d2e-8f00-0123456789ab')
const conversationId = ConversationId.parse('chat-1')
const message: EventMessage = {
  event: 'form-opened',
  at: timestamp(Date.UTC(2030, 0, 15, 12)),
  formId,
  conversationId,
  status: 'opened',
}

const pushWorld = () => {
  const { ports, signIn, tables, clock } = siteWorld()
  const all = ports()
  const heard: string[] = []
  const closed: string[] = []
  const gone = new Set<string>()
  const broken = new Set<string>()
  const pauses: number[] = []
  const sockets: Sockets = {
    async send(connectionId, { event }) {
      if (broken.has(connectionId)) throw new Fault('push-failed')
      if (gone.has(connectionId)) return false
      heard.push(`${connectionId} ${event}`)
      return true
    },
    async close(connectionId, reason) {
      closed.push(`${connectionId} ${reason}`)
    },
  }
  const told = { ...all, sockets, pause: async (milliseconds: number) => void pauses.push(milliseconds) }
  const connect = async (connectionId: string, agent: PersonPrincipal) => {
    const { kind: _, profile, ...rest } = agent
    const signedIn = { ...rest, ...(profile !== undefined && { profile }) }
    await all.connections.add({ connectionId, signIn: signedIn, connectedAt: clock.now() })
  }
  const agent = signIn('agent', 'agent-7')
  const tell = () => tellAgent(told)({ siteId: agent.siteId, subject: agent.subject, issuer }, message)
  const listed = () => tables.connections.all().map(({ connectionId }) => connectionId)
  return { told, agent, signIn, tables, clock, heard, closed, gone, broken, pauses, connect, tell, listed, all }
}

describe('an agent is told', () => {
  test('in every tab of theirs, and nobody else is', async () => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    await world.connect('two', world.signIn('agent', 'agent-7'))
    await world.connect('colleague', world.signIn('agent', 'agent-8'))
    await world.connect('namesake', { ...world.signIn('agent', 'agent-7'), issuer: 'https://another.example' })
    await world.tell()
    expect(world.heard.sort()).toEqual(['one form-opened', 'two form-opened'])
  })

  test('nothing once the sign-in has ended: the socket is closed and forgotten', async () => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    world.clock.advance(12 * 3_600_000)
    await world.tell()
    expect([world.heard, world.closed, world.listed()]).toEqual([[], ['one sessionOver'], []])
  })

  test('nothing once the permission is gone', async () => {
    const world = pushWorld()
    await world.connect('one', { ...world.agent, profile: 'agent-manager' })
    await world.tell()
    expect([world.heard, world.closed]).toEqual([[], ['one notPermitted']])
  })

  test('no more where nobody is at the other end, which is forgotten', async () => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    world.gone.add('one')
    world.clock.advance(5_000)
    await world.tell()
    expect([world.listed(), world.pauses]).toEqual([[], []])
  })

  test('as soon as the socket is made, when it is being made', async () => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    world.gone.add('one')
    const pause = async () => void world.gone.delete('one')
    await tellAgent({ ...world.told, pause })(
      { siteId: world.agent.siteId, subject: world.agent.subject, issuer },
      message,
    )
    expect([world.heard, world.listed()]).toEqual([['one form-opened'], ['one']])
  })

  test('in the other tabs when one cannot be reached, which is closed so that it comes again', async () => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    await world.connect('two', world.agent)
    world.broken.add('one')
    await world.tell()
    expect([world.heard, world.closed, world.listed()]).toEqual([['two form-opened'], ['one goingAway'], ['two']])
  })
})

describe('what is on record of a form is pushed', () => {
  const record = (changed: Partial<AuditRecord> = {}): AuditRecord => ({
    ...{ chain: 'acme#chat-1', sequence: 4, eventId: 'e', at: Date.UTC(2030, 0, 15, 12), hash: 'h', previousHash: 'p' },
    ...{ event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', siteId: 'acme', conversationId, formId },
    ...changed,
  })
  const withForm = async (sequence: number | undefined) => {
    const world = pushWorld()
    await world.connect('one', world.agent)
    const { siteId, subject } = world.agent
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
    const stands = (at: number) => world.tables.forms.put(formId, { ...form, chainPlace: { sequence: at, hash: 'h' } })
    if (sequence !== undefined) stands(sequence)
    return { ...world, stands }
  }

  test('at once when its effect stands, and when the form has come further since', async () => {
    for (const sequence of [4, 5]) {
      const world = await withForm(sequence)
      await pushEvents(world.told)([record()])
      expect([world.heard, world.pauses]).toEqual([['one form-sent'], []])
    }
  })

  test('when its effect stands, if that comes after the record', async () => {
    const world = await withForm(undefined)
    let looks = 0
    const pause = async () => {
      if (++looks === 3) world.stands(4)
    }
    await pushEvents({ ...world.told, pause })([record()])
    expect(world.heard).toEqual(['one form-sent'])
  })

  test('not at all when there was no effect', async () => {
    for (const sequence of [undefined, 3]) {
      const world = await withForm(sequence)
      await pushEvents(world.told)([record()])
      expect(world.heard).toEqual([])
      expect(world.pauses.reduce((total, each) => total + each, 0)).toBeLessThan(3_000)
    }
  })

  test('without waiting when both were stored in one transaction', async () => {
    const world = await withForm(3)
    await pushEvents(world.told)([record({ event: 'form-submitted' })])
    expect([world.heard, world.pauses]).toEqual([['one form-submitted'], []])
  })

  test('but not what was refused or failed, nor what is of no form', async () => {
    const world = await withForm(9)
    await pushEvents(world.told)([
      record({ outcome: 'refused' }),
      record({ event: 'submission-retrieved', outcome: 'failed' }),
      record({ event: 'conversation-closed' }),
      record({ event: 'history-viewed', outcome: 'released' }),
      record({ event: 'retrieve-key-issued' }),
    ])
    expect(world.heard).toEqual([])
  })

  const ofPerson = (changed: Partial<AuditRecord>) => {
    const { formId: _, conversationId: __, ...rest } = record(changed)
    return rest
  }
  /** Two sign-ins of one agent, each with a socket, the second of which ends. */
  const withTwo = async () => {
    const world = await withForm(9)
    const second = world.signIn('agent', 'agent-7')
    await world.connect('two', second)
    const { kind: _, profile: __, signedInAt: ___, ...session } = second
    const now = world.clock.now()
    const end = () => world.all.sessions.end({ ...session, lastSeenAt: now, ended: 'signed-out', endedAt: now }, 0)
    return { ...world, end }
  }

  test('and a signing out closes the sockets of that sign-in, and no others', async () => {
    const world = await withTwo()
    await world.end()
    await pushEvents(world.told)([ofPerson({ event: 'signed-out' })])
    expect([world.closed, world.listed(), world.pauses]).toEqual([['two sessionOver'], ['one'], []])
  })

  test('and a signing out that takes effect after its record does so too', async () => {
    const world = await withTwo()
    let looks = 0
    const pause = async () => {
      if (++looks === 3) await world.end()
    }
    await pushEvents({ ...world.told, pause })([ofPerson({ event: 'signed-out' })])
    expect([world.closed, world.listed()]).toEqual([['two sessionOver'], ['one']])
  })

  test('and a disabling closes them all, in the middle of whose looking it takes effect', async () => {
    const world = await withTwo()
    const { siteId, subject } = world.agent
    const disable = () => world.all.people.put({ siteId, issuer, subject }, { enabled: false }, world.clock.now())
    let reads = 0
    const read: typeof world.all.records.read = async (wanted) => {
      if (++reads === 2) await disable()
      return await world.all.records.read(wanted)
    }
    const told = { ...world.told, records: { read } }
    await pushEvents(told)([ofPerson({ event: 'operator-disabled', actor: 'agent:root', subject })])
    expect(world.closed.sort()).toEqual(['one sessionOver', 'two sessionOver'])
  })

  test('and one that never takes effect, or was refused, closes none and is soon given up', async () => {
    const world = await withTwo()
    await pushEvents(world.told)([ofPerson({ event: 'signed-out', outcome: 'refused' })])
    expect(world.pauses).toEqual([])
    await pushEvents(world.told)([ofPerson({ event: 'signed-out' })])
    expect([world.closed, world.listed()]).toEqual([[], ['one', 'two']])
    expect(world.pauses.reduce((total, each) => total + each, 0)).toBeLessThan(3_000)
  })
})

test('the check closes what nobody was told of: idling, the longest day, the longest socket', async () => {
  const world = pushWorld()
  await world.connect('too old', world.agent)
  world.clock.advance(2 * 3_600_000)
  await world.connect('fresh', world.signIn('agent', 'agent-7'))
  await checkConnections(world.told)()
  expect([world.closed, world.listed()]).toEqual([['too old goingAway'], ['fresh']])
})
