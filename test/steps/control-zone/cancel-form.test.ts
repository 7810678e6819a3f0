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

test('cancels a form, invalidates its link, and writes only one audit record if the request is repeated', async () => {
  const { formId, openKey } = await site.sendForm()
  for (const _ of ['first', 'repeated']) {
    const { status, reply } = await site.agent.call('cancel-form', { path: { formId } })
    expect({ status, reply }).toEqual({ status: 200, reply: { formId, status: 'cancelled' } })
  }
  expect(await view(formId)).toMatchObject({ status: 'cancelled' })
  const body = { openKey, visitorSecret: newVisitorSecret() }
  expect(await answerOf(site.visitor.call('open-form', { body }))).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events.filter((event) => event.startsWith('form-cancelled'))).toEqual(['form-cancelled/done'])
})

test('cancels a form that is open in a browser', async () => {
  const { formId, visitorSecret } = await site.formThatWas('cancelled')
  const { reply } = await site.visitor.call('resume-form', { body: { formId, visitorSecret } })
  expect(reply).toMatchObject({ status: 'cancelled' })
})

test('returns `not-signed-in` to a caller who has no token or has signed out, and cancels nothing', async () => {
  const { formId } = await site.sendForm()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    expect(await answerOf(caller.call('cancel-form', { path: { formId } }))).toEqual([401, 'not-signed-in'])
  }
  expect(await view(formId)).toMatchObject({ status: 'sent' })
})

test('returns `not-permitted` to an observer, cancels nothing and writes an audit record of the refusal', async () => {
  const { formId } = await site.sendForm()
  const observer = await site.signIn('agent-manager', 'manager-1')
  expect(await answerOf(observer.call('cancel-form', { path: { formId } }))).toEqual([403, 'not-permitted'])
  expect(await view(formId)).toMatchObject({ status: 'sent' })
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-available` for a form that is unknown, closed, erased or from another agent or site', async () => {
  const otherSite = await newSite(service)
  const { formId } = await site.sendForm()
  const colleague = await site.signIn('agent', 'agent-8')
  const cancel = (id: string, by = site.agent) => by.call('cancel-form', { path: { formId: id } })
  const calls = {
    'unknown form': cancel(randomUUID()),
    'form of another agent': cancel(formId, colleague),
    'form of another site': cancel(formId, otherSite.agent),
    'closed conversation': cancel((await site.formThatWas('closed')).formId),
    'erased submission': cancel((await site.formThatWas('erased')).formId),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  expect(await view(formId)).toMatchObject({ status: 'sent' })
})

test.each(['submitted', 'retrieved', 'declined'] as const)(
  'returns `conflict` for a form that was %s, and changes nothing',
  async (event) => {
    const { formId } = await site.formThatWas(event)
    const before = await view(formId)
    expect(await answerOf(site.agent.call('cancel-form', { path: { formId } }))).toEqual([409, 'conflict'])
    expect(await view(formId)).toEqual(before)
  },
)

test('returns `conflict` for a form that has expired', async () => {
  const { formId } = await site.sendForm()
  service.clock.advanceTo(Date.parse((await view(formId)).expiresAt))
  const agent = await site.signIn('agent')
  expect(await answerOf(agent.call('cancel-form', { path: { formId } }))).toEqual([409, 'conflict'])
  expect(await agent.reply('get-form', { path: { formId } })).toMatchObject({ status: 'expired' })
})
