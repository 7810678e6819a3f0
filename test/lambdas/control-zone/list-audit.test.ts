import { expect, test } from 'vitest'
import { ConversationId, FormId, SiteId } from '../../../contracts/identifiers.ts'
import { listAudit } from '../../../lambdas/control-zone/list-audit.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const formId = FormId.parse('6f7a1f0e-8a53-4b2e-9d3c-0123456789ab')

const recordConversation = async (fixture: SiteFixture, events: number, siteId = acme) => {
  const conversation = { siteId, conversationId }
  const { subject: agentId, issuer: agentIssuer } = fixture.signIn('agent', 'agent-7')
  const opened = { ...conversation, state: 'active', agentId, agentIssuer, openedAt: fixture.clock.now() } as const
  fixture.tables.conversations.put(keyOf.conversation(conversation), opened)
  for (let count = 0; count < events; count++) {
    const event = { event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', formId, ...conversation } as const
    await fixture.ports().audit.append(event, undefined)
  }
}
const list = (
  fixture: SiteFixture,
  query: { limit?: number; cursor?: string } = {},
  by = fixture.signIn('administrator'),
) => listAudit(fixture.ports())(request(by, { path: {}, query: { limit: 50, conversationId, ...query }, body: {} }))

test('the audit trail contains the event and the hash of each record, in the order of the chain', async () => {
  const fixture = siteFixture()
  await recordConversation(fixture, 3)
  const records = fixture.records()
  expect(replyOf(await list(fixture)).events).toEqual(
    records.map(({ eventId, hash }) => ({
      eventId,
      at: new Date(fixture.clock.now()).toISOString(),
      event: 'form-sent',
      actor: 'agent:agent-7',
      outcome: 'done',
      conversationId,
      formId,
      hash,
      chain: `acme#conversation#${conversationId}`,
    })),
  )
})

test('the next page of the audit trail starts at the cursor', async () => {
  const fixture = siteFixture()
  await recordConversation(fixture, 3)
  const { events: all } = replyOf(await list(fixture))
  const { events, cursor = '' } = replyOf(await list(fixture, { limit: 2 }))
  expect(events).toEqual(all.slice(0, 2))
  expect(replyOf(await list(fixture, { limit: 2, cursor }))).toEqual({ events: all.slice(2) })
  expect(codeOf(await list(fixture, { cursor: 'x' }))).toBe('not-valid')
})

test('a conversation unknown to the site is not found, even if another site has one with the same id', async () => {
  const fixture = siteFixture()
  const rival = SiteId.parse('rival')
  fixture.setSite({}, rival)
  await recordConversation(fixture, 1, rival)
  expect(codeOf(await list(fixture))).toBe('not-found')
  expect(codeOf(await list(fixture, {}, fixture.signIn('administrator', 'root', rival)))).toBe('done')
})

test('agents and agent managers may not list audit records', async () => {
  const fixture = siteFixture()
  await recordConversation(fixture, 1)
  for (const profile of ['agent', 'agent-manager']) {
    expect(codeOf(await list(fixture, {}, fixture.signIn(profile)))).toBe('not-permitted')
  }
})
