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

const minutes = 60_000
const hours = 60 * minutes

const extend = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>) =>
  site.visitor.call('extend-form', { body: { formId, visitorSecret } })
const expiryOf = async ({ formId }: OpenedForm, by = site.agent) =>
  (await by.reply('get-form', { path: { formId } })).expiresAt

test('gives the visitor the full time to fill in the form again, and writes no audit record', async () => {
  const form = await site.openForm()
  const before = await recordedEvents(service, site)
  service.clock.advance(5 * minutes)
  const expiresAt = new Date(service.clock.now() + 30 * minutes).toISOString()
  const { status, reply } = await extend(form)
  expect({ status, reply }).toEqual({ status: 200, reply: { formId: form.formId, expiresAt } })
  expect(await expiryOf(form)).toBe(expiresAt)
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('extends the time of a form to at most one day after the form was opened', async () => {
  const form = await site.openForm()
  const latest = new Date(service.clock.now() + 24 * hours).toISOString()
  let expiresAt = await expiryOf(form)
  for (let extensions = 0; extensions < 60; extensions++) {
    service.clock.advance(25 * minutes)
    const { reply } = await extend(form)
    if (reply === undefined) break
    expiresAt = reply.expiresAt
  }
  expect(expiresAt).toBe(latest)
  expect(await answerOf(extend(form))).toEqual([404, 'not-available'])
})

test('returns `not-available` for a form that has expired, and the form stays expired', async () => {
  const form = await site.openForm()
  const expiresAt = await expiryOf(form)
  service.clock.advanceTo(Date.parse(expiresAt))
  expect(await answerOf(extend(form))).toEqual([404, 'not-available'])
  expect(await expiryOf(form, await site.signIn('agent'))).toBe(expiresAt)
})

test('returns the same `not-available` for a form that is unknown, unopened or opened in another browser', async () => {
  const form = await site.openForm()
  const expiresAt = await expiryOf(form)
  service.clock.advance(minutes)
  const calls = {
    'unknown form': extend({ ...form, formId: randomUUID() }),
    'form that is not opened': extend({ ...(await site.sendForm()), visitorSecret: newVisitorSecret() }),
    'form of another browser': extend({ ...form, visitorSecret: newVisitorSecret() }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  expect(await expiryOf(form)).toBe(expiresAt)
})

test.each(['submitted', 'retrieved', 'declined', 'cancelled', 'resent', 'closed', 'erased'] as const)(
  'returns `not-available` for a form that was %s',
  async (event) => {
    const form = await site.formThatWas(event)
    const expiresAt = await expiryOf(form)
    service.clock.advance(minutes)
    expect(await answerOf(extend(form))).toEqual([404, 'not-available'])
    expect(await expiryOf(form)).toBe(expiresAt)
  },
)
