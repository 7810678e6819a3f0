import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newConversationId, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const body = { agentId: 'agent-7' }

test('opens a conversation and writes an audit record, and changes nothing if the request is repeated', async () => {
  const conversationId = newConversationId()
  for (const _ of ['first', 'repeated']) {
    const { status, reply } = await site.backend.call('put-conversation', { path: { conversationId }, body })
    expect({ status, reply }).toEqual({ status: 200, reply: { conversationId, status: 'active', agentId: 'agent-7' } })
  }
  expect(await recordedEvents(service, site)).toEqual(['conversation-opened/done'])
})

test('transfers a conversation to another agent, and writes an audit record', async () => {
  const conversationId = await site.newConversation()
  const { reply } = await site.backend.call('put-conversation', {
    path: { conversationId },
    body: { agentId: 'agent-8' },
  })
  expect(reply).toEqual({ conversationId, status: 'active', agentId: 'agent-8' })
  const path = { conversationId }
  expect(await answerOf(site.agent.call('list-forms', { path }))).toEqual([404, 'not-available'])
  const newAgent = await site.signIn('agent', 'agent-8')
  expect(await newAgent.reply('list-forms', { path })).toEqual({ forms: [] })
  expect(await recordedEvents(service, site)).toEqual(['conversation-opened/done', 'conversation-transferred/done'])
})

test('returns `not-signed-in` to a caller without a token, and opens nothing', async () => {
  const call = { path: { conversationId: newConversationId() }, body }
  expect(await answerOf(site.visitor.call('put-conversation', call))).toEqual([401, 'not-signed-in'])
  expect(await recordedEvents(service, site)).toEqual([])
})

test('returns `not-permitted` to a person with any profile, opens nothing and writes an audit record of the refusal', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  for (const person of [site.agent, administrator]) {
    const call = { path: { conversationId: newConversationId() }, body }
    expect(await answerOf(person.call('put-conversation', call))).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toEqual(['permission-refused/refused', 'permission-refused/refused'])
})

test('returns `conflict` for a closed conversation, which cannot be reopened', async () => {
  const conversationId = await site.newConversation()
  await site.closeConversation(conversationId)
  for (const agentId of ['agent-7', 'agent-8']) {
    const call = { path: { conversationId }, body: { agentId } }
    expect(await answerOf(site.backend.call('put-conversation', call))).toEqual([409, 'conflict'])
  }
  expect(await recordedEvents(service, site)).toEqual(['conversation-opened/done', 'conversation-closed/done'])
})
