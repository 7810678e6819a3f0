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

const issue = ({ formId }: { readonly formId: string }, by = site.agent) =>
  by.call('issue-retrieve-key', { path: { formId } })

test('issues a key that is valid for one minute, and writes an audit record', async () => {
  const form = await site.submitForm()
  const { status, reply } = await issue(form)
  expect({ status, reply }).toEqual({
    status: 201,
    reply: {
      submissionId: form.submissionId,
      retrieveKey: expect.stringMatching(/^sfr_/),
      expiresAt: new Date(service.clock.now() + 60_000).toISOString(),
    },
  })
  expect(await recordedEvents(service, site)).toContain('retrieve-key-issued/done')
})

test('issues another key for a submission that was already retrieved', async () => {
  expect(await answerOf(issue(await site.formThatWas('retrieved')))).toEqual([201, 'done'])
})

test('returns `not-signed-in` to a caller who has no token or has signed out, and issues nothing', async () => {
  const form = await site.submitForm()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    expect(await answerOf(issue(form, caller))).toEqual([401, 'not-signed-in'])
  }
  expect(await recordedEvents(service, site)).not.toContain('retrieve-key-issued/done')
})

test('returns `not-permitted` to an observer, issues nothing and writes an audit record of the refusal', async () => {
  const form = await site.submitForm()
  const observer = await site.signIn('agent-manager', 'manager-1')
  expect(await answerOf(issue(form, observer))).toEqual([403, 'not-permitted'])
  const events = await recordedEvents(service, site)
  expect(events).toContain('permission-refused/refused')
  expect(events).not.toContain('retrieve-key-issued/done')
})

test('returns the same `not-available` for a form that is unknown, closed, erased or from another agent or site, and issues nothing', async () => {
  const otherSite = await newSite(service)
  const form = await site.submitForm()
  const closed = await site.submitForm()
  await site.closeConversation(closed.conversationId)
  const calls = {
    'unknown form': issue({ formId: randomUUID() }),
    'form of another agent': issue(form, await site.signIn('agent', 'agent-8')),
    'form of another site': issue(form, otherSite.agent),
    'closed conversation': issue(closed),
    'erased submission': issue(await site.formThatWas('erased')),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  expect(await recordedEvents(service, site)).not.toContain('retrieve-key-issued/done')
})

test('returns `not-available` for a submission past its retention period, and issues nothing', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('patch-site', { body: { retentionMonths: 1 } })
  const form = await site.submitForm()
  service.clock.advance(32 * 24 * 3_600_000)
  expect(await answerOf(issue(form, await site.signIn('agent')))).toEqual([404, 'not-available'])
  expect(await recordedEvents(service, site)).not.toContain('retrieve-key-issued/done')
})

test('returns `conflict` for a form without a submission, and issues nothing', async () => {
  const forms = {
    sent: await site.sendForm(),
    opened: await site.openForm(),
    declined: await site.formThatWas('declined'),
    cancelled: await site.formThatWas('cancelled'),
  }
  for (const [state, form] of Object.entries(forms))
    expect(await answerOf(issue(form)), state).toEqual([409, 'conflict'])
  const { expiresAt } = await site.agent.reply('get-form', { path: { formId: forms.opened.formId } })
  service.clock.advanceTo(Date.parse(expiresAt))
  expect(await answerOf(issue(forms.opened, await site.signIn('agent')))).toEqual([409, 'conflict'])
  expect(await recordedEvents(service, site)).not.toContain('retrieve-key-issued/done')
})
