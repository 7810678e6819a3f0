import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newSite, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const conversationWithForms = async () => {
  const { conversationId, formId } = await site.sendForm()
  const second = await site.sendForm({ conversationId })
  return { conversationId, formIds: [formId, second.formId] }
}

test('lists the forms of a conversation for its agent and for an observer, and writes no audit record', async () => {
  const { conversationId, formIds } = await conversationWithForms()
  const observer = await site.signIn('agent-manager', 'manager-1')
  const before = await recordedEvents(service, site)
  for (const caller of [site.agent, observer]) {
    const { status, reply } = await caller.call('list-forms', { path: { conversationId } })
    expect(status).toBe(200)
    expect(reply?.forms.map(({ formId }) => formId).sort()).toEqual(formIds.sort())
    expect(reply?.forms[0]).toMatchObject({ conversationId, agentId: 'agent-7', status: 'sent', templateVersion: 1 })
  }
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('returns the list one page at a time', async () => {
  const { conversationId, formIds } = await conversationWithForms()
  const path = { conversationId }
  const first = await site.agent.reply('list-forms', { path, query: { limit: '1' } })
  const second = await site.agent.reply('list-forms', { path, query: { limit: '1', cursor: first.cursor ?? '' } })
  expect([...first.forms, ...second.forms].map(({ formId }) => formId).sort()).toEqual(formIds.sort())
})

test('returns to the previous agent only their own forms after a transfer', async () => {
  const { conversationId, formId } = await site.sendForm()
  await site.backend.reply('put-conversation', { path: { conversationId }, body: { agentId: 'agent-8' } })
  const newAgent = await site.signIn('agent', 'agent-8')
  await newAgent.reply('send-form', { path: { conversationId }, body: { templateId: 'bank-account' } })
  const { forms } = await site.agent.reply('list-forms', { path: { conversationId } })
  expect(forms.map((form) => form.formId)).toEqual([formId])
  expect((await newAgent.reply('list-forms', { path: { conversationId } })).forms).toHaveLength(2)
})

test('returns `not-signed-in` to a caller who has no token or has signed out', async () => {
  const { conversationId } = await site.sendForm()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    const call = caller.call('list-forms', { path: { conversationId } })
    expect(await answerOf(call)).toEqual([401, 'not-signed-in'])
  }
})

test('returns `not-permitted` to a caller with neither secure-form:use nor form:observe, and writes an audit record', async () => {
  const { conversationId } = await site.sendForm()
  const administrator = await site.signIn('administrator', 'admin-1')
  const call = administrator.call('list-forms', { path: { conversationId } })
  expect(await answerOf(call)).toEqual([403, 'not-permitted'])
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-available` for a conversation that is unknown or from another agent or site', async () => {
  const otherSite = await newSite(service)
  const ids = [await site.newConversation('agent-8'), (await otherSite.sendForm()).conversationId, 'chat-unknown']
  for (const conversationId of ids) {
    const call = site.agent.call('list-forms', { path: { conversationId } })
    expect(await answerOf(call), conversationId).toEqual([404, 'not-available'])
  }
})
