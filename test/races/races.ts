/** The races: their concurrent calls, the expected replies, and the audit records that must exist afterwards. */
import { expect } from 'vitest'
import type { AuditEventName } from '../../contracts/audit-event.ts'
import type { CallResult } from '../../contracts/client.ts'
import { codeOf, newVisitorSecret, type OpenedForm } from '../kit/site.ts'
import { newCardAnswers } from '../promises/card-answers.ts'
import type { RecordedSite } from '../promises/recorded-site.ts'
import { race, raceWithLatecomers } from './request-gate.ts'

/** The exact number of audit records of each event for a form; events that are not named must have none. */
export interface ExpectedEvents {
  readonly formId: string
  readonly events: Partial<Record<AuditEventName, number>>
}

export type Race = (site: RecordedSite, requests: number) => Promise<readonly ExpectedEvents[]>

/** One submit key used by many callers, each with their own answers: one submission is stored, and the agent reads it. */
export const submitRace: Race = async (site, requests) => {
  const form = await site.openCardForm(await site.newConversation())
  const submitKey = await site.issueSubmitKey(form)
  const typed = numbered(requests, (number) => newCardAnswers(`Caller ${number}`))
  const results = await race(typed.map((answers) => () => site.submitWith(form, submitKey, answers)))
  expect(countReplies(results)).toEqual({ '201 done': 1, '404 not-available': requests - 1 })

  const winner = results.findIndex(({ status }) => status === 201)
  expect(await (await newRetrieval(site, form))()).toMatchObject({
    reply: { submissionId: results[winner]?.reply?.submissionId, ...typed[winner] },
  })
  return [{ formId: form.formId, events: { ...fullJourneyEvents, 'key-replayed': requests - 1 } }]
}

/** One retrieve key: the answers are released once. */
export const retrieveRace: Race = async (site, requests) => {
  const typed = newCardAnswers('Ada Lovelace')
  const form = await newSubmittedForm(site, await site.newConversation(), typed)
  const retrieval = await newRetrieval(site, form)
  const results = await race(numbered(requests, () => retrieval))
  expect(countReplies(results)).toEqual({ '200 done': 1, '404 not-available': requests - 1 })
  const released = results.find(({ status }) => status === 200)
  expect(released?.reply).toMatchObject({ ...typed, sealedStatus: 'available' })
  return [{ formId: form.formId, events: { ...fullJourneyEvents, 'key-replayed': requests - 1 } }]
}

/** One open key, many browsers: the form opens in one of them and stays open there. */
export const openRaceBetweenVisitors: Race = async (site, requests) => {
  const { formId, openKey } = await site.sendCardForm(await site.newConversation())
  const secrets = numbered(requests, newVisitorSecret)
  const results = await race(
    secrets.map((visitorSecret) => () => site.visitor.call('open-form', { body: { openKey, visitorSecret } })),
  )
  expect(countReplies(results)).toEqual({ '200 done': 1, '404 not-available': requests - 1 })

  const winner = results.findIndex(({ status }) => status === 200)
  const resume = (visitorSecret = '') => site.visitor.call('resume-form', { body: { formId, visitorSecret } })
  expect(await resume(secrets[winner])).toMatchObject({ status: 200 })
  expect(await resume(secrets.at(winner - 1))).toMatchObject({ status: 404 })
  return [{ formId, events: { 'form-sent': 1, 'form-opened': 1, 'key-replayed': requests - 1 } }]
}

/** One open key, used repeatedly in one browser, which may retry after a lost reply: always the same form. */
export const openRaceInOneBrowser: Race = async (site, requests) => {
  const { formId, openKey } = await site.sendCardForm(await site.newConversation())
  const body = { openKey, visitorSecret: newVisitorSecret() }
  const results = await race(numbered(requests, () => () => site.visitor.call('open-form', { body })))
  expect(countReplies(results)).toEqual({ '200 done': requests })
  expect(new Set(results.map(({ reply }) => reply?.formId))).toEqual(new Set([formId]))
  return [{ formId, events: { 'form-sent': 1, 'form-opened': requests } }]
}

/** Pairs of tabs of one browser, each with its own valid submit key. Half as many forms as requests. */
export const twoTabsSubmitRace: Race = async (site, requests) => {
  const conversationId = await site.newConversation()
  const pairs = await Promise.all(
    numbered(requests / 2, async (number) => {
      const form = await site.openCardForm(conversationId)
      const keys = [await site.issueSubmitKey(form), await site.issueSubmitKey(form)]
      const tabs = keys.map((submitKey) => () => site.submitWith(form, submitKey, newCardAnswers(`Tab ${number}`)))
      return { formId: form.formId, tabs }
    }),
  )
  const results = await race(pairs.flatMap(({ tabs }) => tabs))
  for (const [place] of pairs.entries()) {
    expect(countReplies(results.slice(2 * place, 2 * place + 2))).toEqual({ '201 done': 1, '409 conflict': 1 })
  }
  return pairs.map(({ formId }) => ({ formId, events: { 'form-sent': 1, 'form-opened': 1, 'form-submitted': 1 } }))
}

/**
 * A conversation closes during retrievals and submissions, some already complete: each takes effect before the closing or not at all.
 */
export const closeRace =
  (afterSuccesses: number): Race =>
  async (site, requests) => {
    const conversationId = await site.newConversation()
    const keysPerReader = Math.min(10, requests / 2)
    const readers = await Promise.all(
      numbered(Math.ceil(requests / 2 / keysPerReader), async () => {
        const form = await newSubmittedForm(site, conversationId, newCardAnswers('Ada Lovelace'))
        const calls = await Promise.all(numbered(keysPerReader, () => newRetrieval(site, form)))
        return { form, calls }
      }),
    )
    const writers = await Promise.all(
      numbered(Math.floor(requests / 2), async (number) => {
        const form = await site.openCardForm(conversationId)
        const submitKey = await site.issueSubmitKey(form)
        const call = () => site.submitWith(form, submitKey, newCardAnswers(`Visitor ${number}`))
        return { form, call }
      }),
    )
    const inFlight: { form: OpenedForm; call: () => Promise<CallResult<unknown>> }[] = shuffled([
      ...readers.flatMap(({ form, calls }) => calls.map((call) => ({ form, call }))),
      ...writers,
    ])
    // Half of them start before the closing, the others right after it: those have read what it changes.
    const half = Math.floor(inFlight.length / 2)
    const calls = inFlight.map(({ call }) => call)
    const close = () => site.backend.call('close-conversation', { path: { conversationId } })
    const results = [
      ...(await raceWithLatecomers(calls.slice(0, half), { calls: [close, ...calls.slice(half)], afterSuccesses })),
    ]
    const [closing] = results.splice(half, 1)
    expect(closing).toMatchObject({ status: 200, reply: { status: 'closed' } })
    expect(results.filter(isDone).length).toBeGreaterThanOrEqual(afterSuccesses)

    const after: (() => Promise<CallResult<unknown>>)[] = [
      ...calls,
      ...writers.map(
        ({ form: { formId, visitorSecret } }) =>
          () =>
            site.visitor.call('issue-submit-key', { body: { formId, visitorSecret } }),
      ),
      ...readers.map(
        ({ form: { formId } }) =>
          () =>
            site.agent.call('issue-retrieve-key', { path: { formId } }),
      ),
    ]
    expect(countReplies(await race(after))).toEqual({ '404 not-available': after.length })

    const successesOf = (form: OpenedForm): number =>
      inFlight.filter((one, place) => one.form === form && isDone(results[place])).length
    // A spent key was replayed after the closing, a valid one was refused both times.
    const refusals = (successes: number, keys: number) => ({
      'key-replayed': successes,
      'key-misused': 2 * (keys - successes),
    })
    return [
      ...readers.map(({ form }) => ({
        formId: form.formId,
        events: {
          ...fullJourneyEvents,
          'retrieve-key-issued': keysPerReader,
          'submission-retrieved': successesOf(form),
          ...refusals(successesOf(form), keysPerReader),
        },
      })),
      ...writers.map(({ form }) => ({
        formId: form.formId,
        events: {
          'form-sent': 1,
          'form-opened': 1,
          'form-submitted': successesOf(form),
          ...refusals(successesOf(form), 1),
        },
      })),
    ]
  }

const fullJourneyEvents = {
  'form-sent': 1,
  'form-opened': 1,
  'form-submitted': 1,
  'retrieve-key-issued': 1,
  'submission-retrieved': 1,
} as const

const newSubmittedForm = async (
  site: RecordedSite,
  conversationId: string,
  typed: ReturnType<typeof newCardAnswers>,
): Promise<OpenedForm> => {
  const form = await site.openCardForm(conversationId)
  expect(await site.submitWith(form, await site.issueSubmitKey(form), typed)).toMatchObject({ status: 201 })
  return form
}

/** The call that uses a new retrieve key. */
const newRetrieval = async ({ agent }: RecordedSite, { formId }: OpenedForm) => {
  const { submissionId, retrieveKey } = await agent.reply('issue-retrieve-key', { path: { formId } })
  return () => agent.call('retrieve-submission', { path: { submissionId }, body: { retrieveKey } })
}

const numbered = <Value>(count: number, make: (number: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index + 1))

const shuffled = <Value>(values: readonly Value[]): Value[] =>
  values
    .map((value) => ({ value, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value)

const isDone = (result: CallResult<unknown> | undefined): boolean => result?.problem === undefined

/** The number of each reply. */
const countReplies = (results: readonly CallResult<unknown>[]): Record<string, number> => {
  const times: Record<string, number> = {}
  for (const result of results) {
    const name = `${result.status} ${codeOf(result)}`
    times[name] = (times[name] ?? 0) + 1
  }
  return times
}
