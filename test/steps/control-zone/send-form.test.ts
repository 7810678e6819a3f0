import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { codeOf, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const body = { templateId: 'bank-account' }

test('sends a form, returns its link and writes an audit record', async () => {
  const conversationId = await site.newConversation()
  const { status, reply } = await site.agent.call('send-form', { path: { conversationId }, body })
  expect(status).toBe(201)
  expect(reply).toMatchObject({
    formId: expect.any(String),
    link: expect.stringContaining(`#${reply?.openKey}`),
    expiresAt: expect.any(String),
  })
  expect(await recordedEvents(service, site)).toContain('form-sent/done')
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const conversationId = await site.newConversation()
  const result = await site.visitor.call('send-form', { path: { conversationId }, body })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without secure-form:use', async () => {
  const conversationId = await site.newConversation()
  const administrator = await site.signIn('admin', 'admin-1')
  const result = await administrator.call('send-form', { path: { conversationId }, body })
  expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
})

test('returns the same `not-available` for a conversation that is unknown, closed or assigned to another agent', async () => {
  const closed = await site.newConversation()
  await site.closeConversation(closed)
  for (const conversationId of [await site.newConversation('agent-8'), 'chat-unknown', closed]) {
    const result = await site.agent.call('send-form', { path: { conversationId }, body })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-available'])
  }
})

test('returns `not-valid` for an unknown template, and sends nothing', async () => {
  const conversationId = await site.newConversation()
  const result = await site.agent.call('send-form', { path: { conversationId }, body: { templateId: 'no-such' } })
  expect([result.status, codeOf(result)]).toEqual([422, 'not-valid'])
  expect(await site.agent.reply('list-forms', { path: { conversationId } })).toMatchObject({ forms: [] })
})

test('returns `conflict` for a template version that is not the latest, and sends nothing', async () => {
  const conversationId = await site.newConversation()
  const result = await site.agent.call('send-form', { path: { conversationId }, body: { ...body, templateVersion: 2 } })
  expect([result.status, codeOf(result)]).toEqual([409, 'conflict'])
  expect(await site.agent.reply('list-forms', { path: { conversationId } })).toMatchObject({ forms: [] })
})
