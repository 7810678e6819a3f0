import { randomUUID } from 'node:crypto'
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

const view = (formId: string) => site.agent.reply('get-form', { path: { formId } })
const open = (openKey: string) =>
  answerOf(site.visitor.call('open-form', { body: { openKey, visitorSecret: newVisitorSecret() } }))

test('resends a form with a new link, invalidates the earlier key and browser, and writes an audit record', async () => {
  const form = await site.openForm()
  const { formId, visitorSecret } = form
  const { status, reply } = await site.agent.call('resend-form', { path: { formId } })
  expect(status).toBe(201)
  expect(reply).toMatchObject({
    formId,
    status: 'sent',
    templateVersion: 1,
    link: expect.stringContaining(`#${reply?.openKey}`),
    openKeyExpiresAt: expect.any(String),
    expiresAt: expect.any(String),
  })
  expect(await open(form.openKey)).toEqual([404, 'not-available'])
  const resume = site.visitor.call('resume-form', { body: { formId, visitorSecret } })
  expect(await answerOf(resume)).toEqual([404, 'not-available'])
  expect(await open(reply?.openKey ?? '')).toEqual([200, 'done'])
  expect(await recordedEvents(service, site)).toContain('form-resent/done')
})

test('resends a form that was declined or has expired', async () => {
  const declined = await site.formThatWas('declined')
  expect(await site.agent.reply('resend-form', { path: { formId: declined.formId } })).toMatchObject({ status: 'sent' })
  const expired = await site.sendForm()
  service.clock.advanceTo(Date.parse((await view(expired.formId)).expiresAt))
  const agent = await site.signIn('agent')
  expect(await agent.reply('resend-form', { path: { formId: expired.formId } })).toMatchObject({ status: 'sent' })
})

test('returns `not-signed-in` to a caller who has no token or has signed out', async () => {
  const { formId, openKey } = await site.sendForm()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    expect(await answerOf(caller.call('resend-form', { path: { formId } }))).toEqual([401, 'not-signed-in'])
  }
  expect(await open(openKey)).toEqual([200, 'done'])
})

test('returns `not-permitted` to an observer, leaves the link valid and writes an audit record of the refusal', async () => {
  const { formId, openKey } = await site.sendForm()
  const observer = await site.signIn('agent-manager', 'manager-1')
  expect(await answerOf(observer.call('resend-form', { path: { formId } }))).toEqual([403, 'not-permitted'])
  expect(await open(openKey)).toEqual([200, 'done'])
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-available` for a form that is unknown or that the agent may not resend', async () => {
  const otherSite = await newSite(service)
  const sent = await site.sendForm()
  const colleague = await site.signIn('agent', 'agent-8')
  const transferred = await site.sendForm()
  const { conversationId } = transferred
  await site.backend.reply('put-conversation', { path: { conversationId }, body: { agentId: 'agent-8' } })
  const resend = (formId: string, by = site.agent) => by.call('resend-form', { path: { formId } })
  const calls = {
    'unknown form': resend(randomUUID()),
    'form of another agent': resend(sent.formId, colleague),
    'form of another site': resend(sent.formId, otherSite.agent),
    'conversation of another agent by now': resend(transferred.formId),
    'closed conversation': resend((await site.formThatWas('closed')).formId),
    'erased submission': resend((await site.formThatWas('erased')).formId),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  expect(await open(sent.openKey)).toEqual([200, 'done'])
  expect(await recordedEvents(service, site)).not.toContain('form-resent/done')
})

test.each(['submitted', 'retrieved', 'cancelled'] as const)(
  'returns `conflict` for a form that was %s, and changes nothing',
  async (event) => {
    const { formId } = await site.formThatWas(event)
    const before = await view(formId)
    expect(await answerOf(site.agent.call('resend-form', { path: { formId } }))).toEqual([409, 'conflict'])
    expect(await view(formId)).toEqual(before)
  },
)
