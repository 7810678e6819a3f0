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

const decline = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>) =>
  site.visitor.call('decline-form', { body: { formId, visitorSecret } })
const view = (formId: string, by = site.agent) => by.reply('get-form', { path: { formId } })

test('declines a form, and writes only one audit record if the request is repeated', async () => {
  const form = await site.openForm()
  for (const _ of ['first', 'repeated']) {
    const { status, reply } = await decline(form)
    expect({ status, reply }).toEqual({ status: 200, reply: { formId: form.formId, status: 'declined' } })
  }
  expect(await view(form.formId)).toMatchObject({ status: 'declined' })
  expect(await recordedEvents(service, site)).toEqual([
    'conversation-opened/done',
    'form-sent/done',
    'form-opened/done',
    'form-declined/done',
  ])
})

test('returns the same `not-available` for a form that is unknown, unopened or opened in another browser', async () => {
  const form = await site.openForm()
  const sent = await site.sendForm()
  const calls = {
    'unknown form': decline({ ...form, formId: randomUUID() }),
    'form that is not opened': decline({ ...sent, visitorSecret: newVisitorSecret() }),
    'form of another browser': decline({ ...form, visitorSecret: newVisitorSecret() }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  expect(await view(form.formId)).toMatchObject({ status: 'opened' })
  expect(await view(sent.formId)).toMatchObject({ status: 'sent' })
})

test('returns `not-available` for a form that has expired', async () => {
  const form = await site.openForm()
  service.clock.advanceTo(Date.parse((await view(form.formId)).expiresAt))
  expect(await answerOf(decline(form))).toEqual([404, 'not-available'])
  expect(await view(form.formId, await site.signIn('agent'))).toMatchObject({ status: 'expired' })
})

test.each(['cancelled', 'resent', 'closed', 'erased'] as const)(
  'returns `not-available` for a form that was %s, and changes nothing',
  async (event) => {
    const form = await site.formThatWas(event)
    const before = await view(form.formId)
    expect(await answerOf(decline(form))).toEqual([404, 'not-available'])
    expect(await view(form.formId)).toEqual(before)
  },
)

test.each(['submitted', 'retrieved'] as const)(
  'returns `conflict` for a form that was %s, and changes nothing',
  async (event) => {
    const form = await site.formThatWas(event)
    const before = await view(form.formId)
    expect(await answerOf(decline(form))).toEqual([409, 'conflict'])
    expect(await view(form.formId)).toEqual(before)
  },
)
