/** Abuse 47: a refused step is not recorded as done, and refusals never enter the chain of a conversation. */
import { describe, expect, test } from 'vitest'
import { AgentId, ConversationId, type FormId, TemplateId } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'
import { Template } from '../../contracts/template.ts'
import { cancelForm } from '../../lambdas/control-zone/cancel-form.ts'
import { closeConversation } from '../../lambdas/control-zone/close-conversation.ts'
import { declineForm } from '../../lambdas/control-zone/decline-form.ts'
import { openForm } from '../../lambdas/control-zone/open-form.ts'
import { putConversation } from '../../lambdas/control-zone/put-conversation.ts'
import { resendForm } from '../../lambdas/control-zone/resend-form.ts'
import { sendForm } from '../../lambdas/control-zone/send-form.ts'
import { conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { MachinePrincipal } from '../../lambdas/core/people/principal.ts'
import { cardPayment } from '../../lambdas/core/templates/shipped/card-payment.ts'
import { keyOf } from '../../local/memory/tables.ts'
import { immediateTurn, type Turn } from '../../local/memory/turns.ts'
import { acme, codeOf, issuer, replyOf, request, siteFixture } from './site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const ref = { siteId: acme, conversationId }
const templateId = TemplateId.parse('identity-check')
const visitorSecret = VisitorSecret.parse(`${'v'.repeat(42)}A`)
const template = Template.parse({
  ...cardPayment,
  templateId,
  version: 1,
  questions: cardPayment.questions.filter(({ type }) => type !== 'card-verification-code'),
})

const chatBackend: MachinePrincipal = {
  kind: 'machine',
  siteId: acme,
  issuer: 'https://issuer.example',
  agentsOf: issuer,
  clientId: 'chat',
  scopes: ['sealform/conversations'],
}

/** An active conversation of agent-7 in which every step can be called, and another call can be made just before a write. */
const chat = async () => {
  const fixture = siteFixture()
  for (const version of ['latest', 1] as const) {
    fixture.tables.templates.put(keyOf.template(acme, templateId, version), { siteId: acme, template, enabled: true })
  }
  const agent = fixture.signIn('agent', 'agent-7')
  const visitor = (body: object) => ({ path: {}, query: {}, body, address: '192.0.2.1' })
  const to = (agentId: string) => ({
    path: { conversationId },
    query: {},
    body: { agentId: AgentId.parse(agentId) },
    principal: chatBackend,
    address: '192.0.2.1',
  })
  const steps = {
    put: (agentId: string, turn = immediateTurn) => putConversation(fixture.ports(turn))(to(agentId)),
    close: (turn = immediateTurn) => closeConversation(fixture.ports(turn))({ ...to('-'), body: {} }),
    send: (turn = immediateTurn) =>
      sendForm(fixture.ports(turn))(request(agent, { path: { conversationId }, query: {}, body: { templateId } })),
    resend: (formId: Sent['formId'], turn = immediateTurn) =>
      resendForm(fixture.ports(turn))(request(agent, { path: { formId }, query: {}, body: {} })),
    cancel: (formId: Sent['formId'], turn = immediateTurn) =>
      cancelForm(fixture.ports(turn))(request(agent, { path: { formId }, query: {}, body: {} })),
    open: (openKey: string, turn = immediateTurn, secret = visitorSecret) =>
      openForm(fixture.ports(turn))({ ...visitor({}), body: { openKey, visitorSecret: secret } }),
    decline: (formId: Sent['formId'], turn = immediateTurn) =>
      declineForm(fixture.ports(turn))({ ...visitor({}), body: { formId, visitorSecret } }),
  }
  await steps.put('agent-7')
  const chain = () => (fixture.tables.audit.get(conversationChain(ref)) ?? []).map(({ event }) => event)
  const outcomes = () => (fixture.tables.audit.get(conversationChain(ref)) ?? []).map(({ outcome }) => outcome)
  const refusals = () => fixture.records().flatMap((each) => (each.chain.includes('#day#') ? [each.event] : []))
  return { ...fixture, ...steps, chain, outcomes, refusals }
}
type Sent = { readonly formId: FormId }

/** Runs `work` once, just before this call takes effect. */
const justBefore = (name: string, work: () => Promise<unknown>): Turn => {
  let hasRun = false
  return async (call, moment) => {
    if (hasRun || call !== name || moment !== 'before') return
    hasRun = true
    await work()
  }
}

describe('abuse 47: a refused step leaves no record of success', () => {
  test('when a form is opened, and 323 refused requests add nothing to the conversation’s chain', async () => {
    const acmeChat = await chat()
    const { formId, openKey } = replyOf(await acmeChat.send())
    await acmeChat.open(openKey)
    await acmeChat.cancel(formId)
    const before = acmeChat.chain()
    for (let count = 0; count < 323; count++) expect(codeOf(await acmeChat.open(openKey))).toBe('not-available')
    expect(acmeChat.chain()).toEqual(before)
    expect(acmeChat.refusals()).toEqual(Array(323).fill('key-misused'))
  })

  test('when a form is cancelled just before open-form writes', async () => {
    const acmeChat = await chat()
    const { formId, openKey } = replyOf(await acmeChat.send())
    const turn = justBefore('forms.change', () => acmeChat.cancel(formId))
    expect(codeOf(await acmeChat.open(openKey, turn))).toBe('not-available')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'form-sent', 'form-cancelled'])
  })

  test('when another browser opens the form just before open-form writes, which is recorded as a replay of the key', async () => {
    const acmeChat = await chat()
    const { openKey } = replyOf(await acmeChat.send())
    const another = VisitorSecret.parse(`${'w'.repeat(42)}A`)
    const turn = justBefore('forms.change', () => acmeChat.open(openKey, immediateTurn, another))
    expect(codeOf(await acmeChat.open(openKey, turn))).toBe('not-available')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'form-sent', 'form-opened'])
    expect(acmeChat.refusals()).toEqual(['key-replayed'])
  })

  test('when a form is declined just before cancel-form writes', async () => {
    const acmeChat = await chat()
    const { formId, openKey } = replyOf(await acmeChat.send())
    await acmeChat.open(openKey)
    const turn = justBefore('forms.change', () => acmeChat.decline(formId))
    expect(codeOf(await acmeChat.cancel(formId, turn))).toBe('conflict')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'form-sent', 'form-opened', 'form-declined'])
    expect(acmeChat.refusals()).toEqual(['form-cancelled'])
  })

  test('when a form is cancelled just before decline-form writes', async () => {
    const acmeChat = await chat()
    const { formId, openKey } = replyOf(await acmeChat.send())
    await acmeChat.open(openKey)
    const turn = justBefore('forms.change', () => acmeChat.cancel(formId))
    expect(codeOf(await acmeChat.decline(formId, turn))).toBe('not-available')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'form-sent', 'form-opened', 'form-cancelled'])
    expect(acmeChat.refusals()).toEqual(['form-declined'])
  })

  test.each([
    [
      'closed',
      'not-available',
      (acmeChat: Awaited<ReturnType<typeof chat>>) => acmeChat.close(),
      'conversation-closed',
    ],
    [
      'transferred',
      'not-available',
      (acmeChat: Awaited<ReturnType<typeof chat>>) => acmeChat.put('agent-8'),
      'conversation-transferred',
    ],
  ])('when a conversation is %s just before send-form or resend-form writes', async (_, code, end, event) => {
    for (const again of [false, true]) {
      const acmeChat = await chat()
      const sent = again ? replyOf(await acmeChat.send()) : undefined
      const forms = acmeChat.tables.forms.all().length
      const keys = acmeChat.tables.keys.all().length
      const turn = justBefore(again ? 'forms.resend' : 'forms.send', () => end(acmeChat))
      const outcome = sent === undefined ? acmeChat.send(turn) : acmeChat.resend(sent.formId, turn)
      expect(codeOf(await outcome)).toBe(code)
      expect(acmeChat.chain().at(-1)).toBe(event)
      expect(acmeChat.refusals()).toEqual([again ? 'form-resent' : 'form-sent'])
      expect([acmeChat.tables.forms.all().length, acmeChat.tables.keys.all().length]).toEqual([forms, keys])
    }
  })

  test('when a form is cancelled just before resend-form writes', async () => {
    const acmeChat = await chat()
    const { formId } = replyOf(await acmeChat.send())
    const turn = justBefore('forms.resend', () => acmeChat.cancel(formId))
    expect(codeOf(await acmeChat.resend(formId, turn))).toBe('conflict')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'form-sent', 'form-cancelled'])
    expect(acmeChat.refusals()).toEqual(['form-resent'])
  })

  test('when a conversation is closed, or transferred to the same agent, just before put-conversation writes', async () => {
    const acmeChat = await chat()
    const other = justBefore('conversations.assign', () => acmeChat.put('agent-8'))
    expect(codeOf(await acmeChat.put('agent-8', other))).toBe('done')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'conversation-transferred'])
    const close = justBefore('conversations.assign', () => acmeChat.close())
    expect(codeOf(await acmeChat.put('agent-9', close))).toBe('conflict')
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'conversation-transferred', 'conversation-closed'])
  })

  test('when a conversation is opened and closed in many concurrent requests, which leave one record each', async () => {
    const acmeChat = await chat()
    acmeChat.tables.conversations.delete(keyOf.conversation(ref))
    acmeChat.tables.audit.delete(conversationChain(ref))
    await Promise.all(Array.from({ length: 5 }, () => acmeChat.put('agent-7')))
    await Promise.all(Array.from({ length: 5 }, () => acmeChat.close()))
    expect(acmeChat.chain()).toEqual(['conversation-opened', 'conversation-closed'])
  })
})

test('I8: a step that crashes before or after any storage call leaves both its effect and its record, or neither, or its repetition completes the record', async () => {
  const steps = ['send', 'open', 'cancel', 'resend', 'put', 'close'] as const
  for (const step of steps) {
    for (let at = 1; ; at++) {
      const acmeChat = await chat()
      const { formId, openKey } = replyOf(await acmeChat.send())
      const [before, state] = [acmeChat.chain().length, JSON.stringify(stateOf(acmeChat))]
      let turns = 0
      const dying: Turn = async () => {
        turns += 1
        if (turns === at) throw new Error('killed')
      }
      const calls = {
        send: () => acmeChat.send(dying),
        open: () => acmeChat.open(openKey, dying),
        cancel: () => acmeChat.cancel(formId, dying),
        resend: () => acmeChat.resend(formId, dying),
        put: () => acmeChat.put('agent-8', dying),
        close: () => acmeChat.close(dying),
      }
      const died = await calls[step]().then(
        () => false,
        () => true,
      )
      if (!died) break
      const isChanged = JSON.stringify(stateOf(acmeChat)) !== state
      // The closing takes effect before its record. The caller got no reply, and repeating the request adds the record.
      if (step === 'close' && isChanged) await acmeChat.close()
      expect([step, at, acmeChat.chain().length - before]).toEqual([step, at, isChanged ? 1 : 0])
    }
  }
})

/** The records that the steps change, without pointers to them. */
const stateOf = ({ tables }: Awaited<ReturnType<typeof chat>>) => [
  tables.forms.all().map(({ formId, state, generation }) => [formId, state, generation]),
  tables.conversations.all().map(({ state, agentId }) => [state, agentId]),
]
