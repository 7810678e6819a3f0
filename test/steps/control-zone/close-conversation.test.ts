import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newSite, newVisitorSecret, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

test('closes a conversation and its forms, and writes only one audit record if the request is repeated', async () => {
  const { conversationId, formId, openKey } = await site.sendForm()
  for (const _ of ['first', 'repeated']) {
    const { status, reply } = await site.backend.call('close-conversation', { path: { conversationId } })
    expect({ status, reply }).toEqual({ status: 200, reply: { conversationId, status: 'closed' } })
  }
  const body = { openKey, visitorSecret: newVisitorSecret() }
  expect(await answerOf(site.visitor.call('open-form', { body }))).toEqual([404, 'not-available'])
  expect(await answerOf(site.agent.call('cancel-form', { path: { formId } }))).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events.filter((event) => event.startsWith('conversation-closed'))).toEqual(['conversation-closed/done'])
})

test('returns `not-signed-in` to a caller without a token, and leaves the conversation open', async () => {
  const conversationId = await site.newConversation()
  const call = site.visitor.call('close-conversation', { path: { conversationId } })
  expect(await answerOf(call)).toEqual([401, 'not-signed-in'])
  await site.sendForm({ conversationId })
})

test('returns `not-permitted` to the agent of the conversation, leaves the conversation open and writes an audit record of the refusal', async () => {
  const conversationId = await site.newConversation()
  const call = site.agent.call('close-conversation', { path: { conversationId } })
  expect(await answerOf(call)).toEqual([403, 'not-permitted'])
  await site.sendForm({ conversationId })
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-found` for a conversation that is unknown or from another site', async () => {
  const otherSite = await newSite(service)
  const conversationId = await otherSite.newConversation()
  for (const id of ['chat-unknown', conversationId]) {
    const call = site.backend.call('close-conversation', { path: { conversationId: id } })
    expect(await answerOf(call), id).toEqual([404, 'not-found'])
  }
  await otherSite.sendForm({ conversationId })
})
