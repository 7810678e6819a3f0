/** Abuse 50: the same subject of a second issuer is another person. */
import { describe, expect, test } from 'vitest'
import { AgentId, ConversationId, FormId, Locale, TemplateId } from '../../../contracts/identifiers.ts'
import { cancelForm } from '../../../lambdas/control-zone/cancel-form.ts'
import { getForm } from '../../../lambdas/control-zone/get-form.ts'
import { getSite } from '../../../lambdas/control-zone/get-site.ts'
import { listForms } from '../../../lambdas/control-zone/list-forms.ts'
import { putConversation } from '../../../lambdas/control-zone/put-conversation.ts'
import { putPerson } from '../../../lambdas/control-zone/put-person.ts'
import { resendForm } from '../../../lambdas/control-zone/resend-form.ts'
import { sendForm } from '../../../lambdas/control-zone/send-form.ts'
import { signOut } from '../../../lambdas/control-zone/sign-out.ts'
import type { MachinePrincipal, PersonPrincipal } from '../../../lambdas/core/people/principal.ts'
import { issueRetrieveKey } from '../../../lambdas/pci-zone/issue-retrieve-key.ts'
import { storeSubmissions } from '../pci-zone/erasure-fixture.ts'
import { acme, codeOf, issuer, replyOf, request, siteFixture } from '../site-fixture.ts'

const otherIssuer = 'https://second-issuer.example'
const conversationId = ConversationId.parse('chat-1')
const agentId = AgentId.parse('agent-7')
const body = { templateId: TemplateId.parse('bank-account'), locale: Locale.parse('en') }

/** A conversation of agent-7 of the first issuer, with a submitted form of theirs, and agent-7 of the second issuer. */
const twoIssuers = async () => {
  const fixture = siteFixture()
  const [stored] = await storeSubmissions(fixture, 1, { state: 'active' })
  if (stored === undefined) throw new Error('nothing was stored')
  const own = fixture.signIn('agent', agentId)
  const namesake: PersonPrincipal = { ...fixture.signIn('agent', agentId), issuer: otherIssuer }
  return {
    fixture,
    own,
    namesake,
    formId: FormId.parse(stored.formId),
    conversationId: stored.conversation.conversationId,
  }
}

test('abuse 50: an agent with the same subject at another issuer cannot send, list or access forms in the conversation', async () => {
  const { fixture, own, namesake, formId, conversationId } = await twoIssuers()
  const ports = fixture.ports()
  const form = { path: { formId }, query: {}, body: {} }
  const list = { path: { conversationId }, query: { limit: 50 }, body: {} }
  const answers = async (person: PersonPrincipal) => ({
    list: codeOf(await listForms(ports)(request(person, list))),
    get: codeOf(await getForm(ports)(request(person, form))),
    retrieveKey: codeOf(await issueRetrieveKey(ports)(request(person, form))),
    resend: codeOf(await resendForm(ports)(request(person, form))),
    cancel: codeOf(await cancelForm(ports)(request(person, form))),
  })
  const refused = 'not-available'
  expect(await answers(namesake)).toEqual({
    list: refused,
    get: refused,
    retrieveKey: refused,
    resend: refused,
    cancel: refused,
  })
  expect(await answers(own)).toEqual({
    list: 'done',
    get: 'done',
    retrieveKey: 'done',
    resend: 'conflict',
    cancel: 'conflict',
  })
})

test('abuse 50: an audit record contains the issuers of its actor and its target, in addition to their subjects', async () => {
  const fixture = siteFixture()
  const ports = fixture.ports()
  for (const from of [issuer, otherIssuer]) {
    const agent = { ...fixture.signIn('agent', agentId), issuer: from }
    const root = { ...fixture.signIn('administrator', 'root'), issuer: from }
    expect(codeOf(await getSite(ports)(request(agent, { path: {}, query: {}, body: {} })))).toBe('not-permitted')
    replyOf(await signOut(ports)({ principal: agent }))
    const disabling = { path: { subject: agentId }, query: {}, body: { enabled: false } }
    replyOf(await putPerson(ports)({ ...request(root, disabling), ifMatch: undefined }))
  }
  const named = fixture
    .records()
    .map((record) => [record.event, record.actor, record.actorIssuer, record.subjectIssuer])
  expect(named).toEqual(
    [issuer, otherIssuer].flatMap((from) => [
      ['permission-refused', 'agent:agent-7', from, undefined],
      ['signed-out', 'agent:agent-7', from, undefined],
      ['operator-disabled', 'agent:root', from, from],
    ]),
  )
})

describe('put-conversation by a chat backend', () => {
  const backend = (agentsOf: string): MachinePrincipal => ({
    kind: 'machine',
    siteId: acme,
    issuer,
    clientId: 'chat',
    agentsOf,
    scopes: ['sealform/conversations'],
  })
  const assign = (agentsOf: string) => ({
    ...request(siteFixture().signIn('agent'), { path: { conversationId }, query: {}, body: { agentId } }),
    principal: backend(agentsOf),
  })

  test('assigns an agent of the issuer that the backend’s entry in the allow-list names, and only that agent may send forms', async () => {
    const { fixture, own, namesake } = await twoIssuers()
    const ports = fixture.ports()
    const send = (person: PersonPrincipal) =>
      sendForm(ports)(request(person, { path: { conversationId }, query: {}, body }))
    replyOf(await putConversation(ports)(assign(otherIssuer)))
    expect([codeOf(await send(own)), codeOf(await send(namesake))]).toEqual(['not-available', 'not-valid'])
  })

  test('records a transfer when only the issuer of the agent differs', async () => {
    const fixture = siteFixture()
    const ports = fixture.ports()
    for (const agentsOf of [issuer, issuer, otherIssuer]) replyOf(await putConversation(ports)(assign(agentsOf)))
    const by = { actor: 'chat-backend:chat', actorIssuer: issuer }
    expect(fixture.records()).toMatchObject([
      { event: 'conversation-opened', ...by },
      { event: 'conversation-transferred', ...by },
    ])
  })
})
