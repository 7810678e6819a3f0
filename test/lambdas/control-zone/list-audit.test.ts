import { expect, test } from 'vitest'
import { ConversationId, FormId, SiteId } from '../../../contracts/identifiers.ts'
import { listAudit } from '../../../lambdas/control-zone/list-audit.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const conversationId = ConversationId.parse('chat-1')
const formId = FormId.parse('6f7a1f0e-8a53-4b2e-9d3c-0123456789ab')

const recordConversation = async (world: SiteFixture, events: number, siteId = acme) => {
  const conversation = { siteId, conversationId }
  const agentId = world.signIn('agent', 'agent-7').subject
  const opened = { ...conversation, state: 'active', agentId, openedAt: world.clock.now() } as const
  world.tables.conversations.put(keyOf.conversation(conversation), opened)
  for (let count = 0; count < events; count++) {
    const event = { event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', formId, ...conversation } as const
    await world.ports().audit.append(event, undefined)
  }
}
const list = (
  world: SiteFixture,
  query: { limit?: number; cursor?: string } = {},
  by = world.signIn('administrator'),
) => listAudit(world.ports())(request(by, { path: {}, query: { limit: 50, conversationId, ...query }, body: {} }))

test('the trail tells of each record what happened and its hash, in the order of the chain', async () => {
  const world = siteFixture()
  await recordConversation(world, 3)
  const chain = world.records()
  expect(replyOf(await list(world)).events).toEqual(
    chain.map(({ eventId, hash }) => ({
      eventId,
      at: new Date(world.clock.now()).toISOString(),
      event: 'form-sent',
      actor: 'agent:agent-7',
      outcome: 'done',
      conversationId,
      formId,
      hash,
    })),
  )
})

test('the trail goes on where its cursor says', async () => {
  const world = siteFixture()
  await recordConversation(world, 3)
  const { events: all } = replyOf(await list(world))
  const { events, cursor = '' } = replyOf(await list(world, { limit: 2 }))
  expect(events).toEqual(all.slice(0, 2))
  expect(replyOf(await list(world, { limit: 2, cursor }))).toEqual({ events: all.slice(2) })
  expect(codeOf(await list(world, { cursor: 'x' }))).toBe('not-valid')
})

test('a conversation that the site does not know has no trail, though another site has one of that name', async () => {
  const world = siteFixture()
  const rival = SiteId.parse('rival')
  world.setSite({}, rival)
  await recordConversation(world, 1, rival)
  expect(codeOf(await list(world))).toBe('not-found')
  expect(codeOf(await list(world, {}, world.signIn('administrator', 'root', rival)))).toBe('done')
})

test('agents and their managers may not', async () => {
  const world = siteFixture()
  await recordConversation(world, 1)
  for (const profile of ['agent', 'agent-manager']) {
    expect(codeOf(await list(world, {}, world.signIn(profile)))).toBe('not-permitted')
  }
})
