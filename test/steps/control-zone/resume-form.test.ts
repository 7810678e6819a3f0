import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newVisitorSecret, type OpenedForm, type Site } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const resume = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>, brief?: boolean) =>
  site.visitor.call('resume-form', { body: { formId, visitorSecret, brief } })

test('returns an opened form again to the browser that opened it, and writes no audit record', async () => {
  const { openKey, formId } = await site.sendForm()
  const visitorSecret = newVisitorSecret()
  const opened = await site.visitor.reply('open-form', { body: { openKey, visitorSecret } })
  const before = await recordedEvents(service, site)
  const { status, reply } = await resume({ formId, visitorSecret })
  expect({ status, reply }).toEqual({ status: 200, reply: opened })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test.each(['submitted', 'retrieved'] as const)('returns the receipt of a form that was %s', async (event) => {
  const form = await site.formThatWas(event)
  const receipt = {
    formId: form.formId,
    siteName: expect.any(String),
    status: 'submitted',
    submissionId: expect.any(String),
    submittedAt: expect.any(String),
  }
  expect((await resume(form)).reply).toEqual(receipt)
  await site.closeConversation(form.conversationId)
  expect((await resume(form)).reply).toEqual(receipt)
})

test.each(['declined', 'cancelled', 'closed'] as const)('returns the status of a form that was %s', async (event) => {
  const form = await site.formThatWas(event)
  const { reply } = await resume(form)
  expect(reply).toEqual({ formId: form.formId, siteName: expect.any(String), status: event })
})

test('returns the branding of the site as it is now', async () => {
  const { formId, visitorSecret } = await site.openForm()
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { branding: { accent: '#ffd400' } } })
  const { reply } = await site.visitor.call('resume-form', { body: { formId, visitorSecret } })
  expect(reply).toMatchObject({ template: { theme: { accent: '#ffd400' } } })
})

test('returns the status `expired` after the expiry', async () => {
  const form = await site.openForm()
  const { expiresAt } = await site.agent.reply('get-form', { path: { formId: form.formId } })
  service.clock.advanceTo(Date.parse(expiresAt))
  expect((await resume(form)).reply).toMatchObject({ status: 'expired' })
})

test('returns only the status when a brief reply is requested', async () => {
  const form = await site.openForm()
  expect((await resume(form, true)).reply).toEqual({ formId: form.formId, status: 'opened' })
})

test('returns the same `not-available` for a form that is unknown, unopened, resent, erased or opened in another browser', async () => {
  const opened = await site.openForm()
  const calls = {
    'unknown form': resume({ ...opened, formId: randomUUID() }),
    'form that is not opened': resume({ ...(await site.sendForm()), visitorSecret: newVisitorSecret() }),
    'form of another browser': resume({ ...opened, visitorSecret: newVisitorSecret() }),
    'form sent again': resume(await site.formThatWas('resent')),
    'erased submission': resume(await site.formThatWas('erased')),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
})
