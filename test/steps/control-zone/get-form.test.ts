import { randomUUID } from 'node:crypto'
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

test('returns the form to its sender, and writes no audit record', async () => {
  const { formId, conversationId, submissionId } = await site.submitForm()
  const before = await recordedEvents(service, site)
  const { status, reply } = await site.agent.call('get-form', { path: { formId } })
  expect(status).toBe(200)
  expect(reply).toEqual({
    formId,
    conversationId,
    templateId: 'bank-account',
    templateVersion: 1,
    agentId: 'agent-7',
    status: 'submitted',
    sentAt: expect.any(String),
    expiresAt: expect.any(String),
    openedAt: expect.any(String),
    submittedAt: expect.any(String),
    submissionId,
  })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('returns the form to an observer, but not its submission id', async () => {
  const { formId } = await site.submitForm()
  const observer = await site.signIn('agent-manager', 'manager-1')
  const reply = await observer.reply('get-form', { path: { formId } })
  expect(reply).toMatchObject({ formId, status: 'submitted' })
  expect(reply).not.toHaveProperty('submissionId')
})

test.each(['closed', 'erased'] as const)('returns no submission id after the form was %s', async (event) => {
  const { formId, conversationId } = event === 'closed' ? await site.submitForm() : await site.formThatWas('erased')
  if (event === 'closed') await site.closeConversation(conversationId)
  const reply = await site.agent.reply('get-form', { path: { formId } })
  expect(reply).toMatchObject({ status: 'submitted' })
  expect(reply).not.toHaveProperty('submissionId')
})

test('returns the status `expired` after the expiry', async () => {
  const { formId } = await site.sendForm()
  const { expiresAt } = await site.agent.reply('get-form', { path: { formId } })
  service.clock.advanceTo(Date.parse(expiresAt))
  const agent = await site.signIn('agent')
  expect(await agent.reply('get-form', { path: { formId } })).toMatchObject({ status: 'expired' })
})

test('returns `not-signed-in` to a caller who has no token or has signed out', async () => {
  const { formId } = await site.sendForm()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    expect(await answerOf(caller.call('get-form', { path: { formId } }))).toEqual([401, 'not-signed-in'])
  }
})

test('returns `not-permitted` to a caller with neither secure-form:use nor form:observe, and writes an audit record', async () => {
  const { formId } = await site.sendForm()
  const administrator = await site.signIn('administrator', 'admin-1')
  expect(await answerOf(administrator.call('get-form', { path: { formId } }))).toEqual([403, 'not-permitted'])
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-available` for a form that is unknown or from another agent or site', async () => {
  const otherSite = await newSite(service)
  const { formId } = await site.sendForm()
  const colleague = await site.signIn('agent', 'agent-8')
  const calls = {
    'form of another agent': colleague.call('get-form', { path: { formId } }),
    'form of another site': otherSite.agent.call('get-form', { path: { formId } }),
    'unknown form': site.agent.call('get-form', { path: { formId: randomUUID() } }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
})
