/** The end of a conversation is pushed to the open tabs of its senders: by the step, and by the stream. */
import { describe, expect, test } from 'vitest'
import type { EventMessage } from '../../../contracts/events.ts'
import { AgentId, ConversationId, FormId, SiteId, TemplateId } from '../../../contracts/identifiers.ts'
import { cancelForm } from '../../../lambdas/control-zone/cancel-form.ts'
import { closeConversation } from '../../../lambdas/control-zone/close-conversation.ts'
import { putConversation } from '../../../lambdas/control-zone/put-conversation.ts'
import type { MachinePrincipal } from '../../../lambdas/core/people/principal.ts'
import type { Sockets } from '../../../lambdas/core/push/connections.ts'
import { agentNotifier, notifyBudgetMs } from '../../../lambdas/push/agent-notifier.ts'
import { pushEvents } from '../../../lambdas/push/push-events.ts'
import { acme, codeOf, issuer, request, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const scopes = ['sealform/conversations']
const backend: MachinePrincipal = { kind: 'machine', siteId: acme, issuer, clientId: 'chat', scopes, agentsOf: issuer }
const formIdOf = (last: number) => FormId.parse(`6f1f0a1e-3b1c-4d2e-8f00-0123456789a${last}`)
const atPort = (chat: string) => ({ path: { conversationId: ConversationId.parse(chat) }, query: {}, body: {} })

/** A conversation of agent-7 in which agent-7 sent two forms and agent-8 one; each agent has one open tab. */
const setUp = async () => {
  const fixture = siteFixture()
  const all = fixture.ports()
  const sent: (readonly [string, EventMessage])[] = []
  /** The outcome of a send, and whether a pause ends: by default a send arrives before any time has passed. */
  const network = { send: async (): Promise<boolean> => true, isTimePassing: false }
  const pauses: number[] = []
  const sockets: Sockets = {
    async send(connectionId, message) {
      const arrived = await network.send()
      if (arrived) sent.push([connectionId, message])
      return arrived
    },
    close: async () => {},
  }
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds)
    if (!network.isTimePassing) await new Promise(() => {})
  }
  const tab = async (subject: string) => {
    const { kind: _, profile = 'agent', ...signIn } = fixture.signIn('agent', subject)
    const connection = { connectionId: subject, signIn: { ...signIn, profile }, connectedAt: fixture.clock.now() }
    await all.connections.add(connection)
  }
  for (const subject of ['agent-7', 'agent-8', 'agent-9']) await tab(subject)
  await all.conversations.open({
    ...{ siteId: acme, conversationId, state: 'active', agentId: AgentId.parse('agent-7'), agentIssuer: issuer },
    openedAt: fixture.clock.now(),
  })
  const formBy = (last: number, subject: string, chat = conversationId) =>
    fixture.tables.forms.put(formIdOf(last), {
      ...{ formId: formIdOf(last), siteId: acme, conversationId: chat, templateId: TemplateId.parse('bank-account') },
      ...{ templateVersion: 1, sender: { issuer, subject: AgentId.parse(subject) }, state: 'sent', generation: 1 },
      ...{ sentAt: fixture.clock.now(), expiresAt: fixture.clock.now() + 60_000 },
      settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    })
  formBy(1, 'agent-7')
  formBy(2, 'agent-7')
  formBy(3, 'agent-8')
  formBy(4, 'agent-9', ConversationId.parse('another-chat'))
  const ports = { ...all, sockets, pause, deadline: () => new AbortController().signal }
  const stepPorts = { ...all, notifier: agentNotifier(ports) }
  const close = (given: typeof stepPorts = stepPorts) => closeConversation(given)(request(backend, atPort('chat-1')))
  const transfer = (agentId: string, given: typeof stepPorts = stepPorts) =>
    putConversation(given)(request(backend, { ...atPort('chat-1'), body: { agentId: AgentId.parse(agentId) } }))
  const received = () => sent.map(([tabOf, { event }]) => `${tabOf} ${event}`).sort()
  return { ...fixture, ...{ all, ports, stepPorts, sent, network, pauses, close, transfer, received } }
}

describe('a step notifies the open tabs', () => {
  test('only of agents who sent a form in the closed conversation, and each tab once', async () => {
    const { close, sent, received } = await setUp()
    expect(codeOf(await close())).toBe('done')
    expect(received()).toEqual(['agent-7 conversation-closed', 'agent-8 conversation-closed'])
    const at = '2030-01-15T12:00:00.000Z'
    expect(sent[0]?.[1]).toEqual({ event: 'conversation-closed', at, conversationId })
  })

  test('of each sender in a transferred conversation, except the newly assigned agent', async () => {
    const { transfer, received } = await setUp()
    expect(codeOf(await transfer('agent-8'))).toBe('done')
    expect(received()).toEqual(['agent-7 conversation-transferred'])
  })

  test('abuse 50: of a sender with the same subject as the newly assigned agent, but from another issuer', async () => {
    const { stepPorts, received } = await setUp()
    const from = { ...backend, agentsOf: 'https://another.example' }
    const body = { agentId: AgentId.parse('agent-8') }
    expect(codeOf(await putConversation(stepPorts)(request(from, { ...atPort('chat-1'), body })))).toBe('done')
    expect(received()).toEqual(['agent-7 conversation-transferred', 'agent-8 conversation-transferred'])
  })

  test('of no agent when put-conversation names the same agent again, or is refused', async () => {
    const { transfer, close, received } = await setUp()
    await transfer('agent-7')
    expect(received()).toEqual([])
    await close()
    const afterClose = received()
    expect(codeOf(await transfer('agent-9'))).toBe('conflict')
    expect(received()).toEqual(afterClose)
  })

  test('of the sender of a cancelled form, and only once if the request is repeated', async () => {
    const { stepPorts, signIn, received } = await setUp()
    const cancelRequest = request(signIn('agent', 'agent-7'), { path: { formId: formIdOf(1) }, query: {}, body: {} })
    expect(codeOf(await cancelForm(stepPorts)(cancelRequest))).toBe('done')
    expect(codeOf(await cancelForm(stepPorts)(cancelRequest))).toBe('done')
    expect(received()).toEqual(['agent-7 form-cancelled'])
  })

  test('of the senders in a closed conversation even if marking the forms fails, because the conversation is already closed', async () => {
    const { ports, all, received } = await setUp()
    const ids = { siteId: acme, conversationId, formId: formIdOf(1) }
    await all.audit.append({ event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', ...ids }, undefined)
    const forms = { ...all.forms, end: async () => Promise.reject(new Error('down')) }
    const step = closeConversation({ ...all, forms, notifier: agentNotifier(ports) })
    await expect(step(request(backend, atPort('chat-1')))).rejects.toThrow('down')
    expect(received()).toEqual(['agent-7 conversation-closed', 'agent-8 conversation-closed'])
  })
})

describe('a push neither makes a step fail nor delays it', () => {
  test('when no socket can be reached', async () => {
    const { close, network, sent } = await setUp()
    network.send = () => Promise.reject(new Error('push-failed'))
    expect(codeOf(await close())).toBe('done')
    expect(sent).toEqual([])
  })

  test('when the tables cannot be read', async () => {
    const { ports, stepPorts } = await setUp()
    const forms = { listByConversation: () => Promise.reject(new Error('down')) }
    const step = closeConversation({ ...stepPorts, notifier: agentNotifier({ ...ports, forms }) })
    expect(codeOf(await step(request(backend, atPort('chat-1'))))).toBe('done')
  })

  test('abuse 45: longer than half a second when a socket never replies', async () => {
    const { close, network, pauses } = await setUp()
    Object.assign(network, { send: () => new Promise(() => {}), isTimePassing: true })
    expect(codeOf(await close())).toBe('done')
    expect(pauses).toEqual([notifyBudgetMs])
    expect(notifyBudgetMs).toBeLessThanOrEqual(500)
  })
})

describe('the stream reader', () => {
  const recordOf = async (act: 'close' | 'transfer') => {
    const fixture = await setUp()
    // The step's own push failed.
    if (act === 'close') await fixture.close(fixture.all)
    else await fixture.transfer('agent-8', fixture.all)
    return { ...fixture, stored: fixture.records().filter(({ outcome }) => outcome === 'done') }
  }

  test('pushes a close and a transfer again to the agents that the step has already notified', async () => {
    for (const [act, expected] of [
      ['close', ['agent-7 conversation-closed', 'agent-8 conversation-closed']],
      ['transfer', ['agent-7 conversation-transferred']],
    ] as const) {
      const { ports, stored, received } = await recordOf(act)
      await pushEvents(ports)(stored)
      expect(received()).toEqual(expected)
    }
  })

  test('abuse 45: drops and counts a record if the tables do not reply, and continues with the next record', async () => {
    const { ports, stored, lines } = await recordOf('close')
    const forms = { listByConversation: () => Promise.reject(new Error('down')) }
    await pushEvents({ ...ports, forms })(stored)
    expect(lines).toEqual([{ line: 'event', event: 'push-dropped', siteId: acme }])
  })

  test('pushes nothing for a record without a conversation', async () => {
    const { ports, stored, received } = await recordOf('close')
    const [record] = stored
    if (record === undefined) throw new Error('there is one')
    const { conversationId: _, ...withoutConversation } = record
    await pushEvents(ports)([withoutConversation, { ...record, siteId: SiteId.parse('other') }])
    expect(received()).toEqual([])
  })
})
