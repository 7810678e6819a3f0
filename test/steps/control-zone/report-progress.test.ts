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

const questions = { iban: 'valid', 'account-holder': 'empty' } as const

const report = ({ formId, visitorSecret }: Pick<OpenedForm, 'formId' | 'visitorSecret'>, states = {}) =>
  site.visitor.call('report-progress', { body: { formId, visitorSecret, questions: { ...questions, ...states } } })

/** The messages of the event bus up to the first report of a form's progress. */
const listenForProgress = async () => {
  const listening = new AbortController()
  const { body } = await fetch(`${service.origin}/dev/events`, { signal: listening.signal })
  const firstProgress = async (): Promise<unknown> => {
    let text = ''
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const message = /event: form-progress\ndata: (.*)\n\n/.exec(text)?.[1]
      if (message !== undefined) return JSON.parse(message)
    }
    throw new Error('the stream ended without a report')
  }
  const message = firstProgress().finally(() => listening.abort())
  return { message }
}

test('pushes the state of each question to the sender, and writes no audit record', async () => {
  const form = await site.openForm()
  const before = await recordedEvents(service, site)
  const { message } = await listenForProgress()
  const { status, reply } = await report(form)
  expect({ status, reply }).toEqual({ status: 204, reply: {} })
  const { formId, conversationId } = form
  expect(await message).toMatchObject({ event: 'form-progress', formId, conversationId, questions })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('returns the same `not-available` for a form that is unknown, unopened or opened in another browser, and pushes nothing', async () => {
  const form = await site.openForm()
  const sent = await site.sendForm()
  const { message } = await listenForProgress()
  const calls = {
    'unknown form': report({ ...form, formId: randomUUID() }),
    'form that is not opened': report({ ...sent, visitorSecret: newVisitorSecret() }),
    'form of another browser': report({ ...form, visitorSecret: newVisitorSecret() }, { iban: 'invalid' }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  await report(form)
  expect(await message).toMatchObject({ formId: form.formId, questions })
})

test('returns `not-available` for a form that has expired', async () => {
  const form = await site.openForm()
  const { expiresAt } = await site.agent.reply('get-form', { path: { formId: form.formId } })
  service.clock.advanceTo(Date.parse(expiresAt))
  expect(await answerOf(report(form))).toEqual([404, 'not-available'])
})

test.each(['submitted', 'retrieved', 'declined', 'cancelled', 'resent', 'closed', 'erased'] as const)(
  'returns `not-available` for a form that was %s',
  async (event) => {
    expect(await answerOf(report(await site.formThatWas(event)))).toEqual([404, 'not-available'])
  },
)

test('returns `not-valid` for a question that is not in the form, and pushes nothing', async () => {
  const form = await site.openForm()
  const { message } = await listenForProgress()
  const { status, problem } = await report(form, { 'no-such': 'valid' })
  expect([status, problem?.code, problem?.errors]).toEqual([
    422,
    'not-valid',
    [{ field: 'questions.no-such', code: 'unknown' }],
  ])
  await report(form)
  expect(await message).toMatchObject({ questions })
})
