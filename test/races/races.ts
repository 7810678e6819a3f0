/** The races: their concurrent calls, the expected replies, and the audit records that must exist afterwards. */
import { expect } from 'vitest'
import type { AuditEventName } from '../../contracts/audit-event.ts'
import { newAnswers } from '../e2e/own-process/answers.ts'
import type { StepReply } from '../e2e/own-process/history-recorder.ts'
import { race, raceWithLatecomers } from '../e2e/own-process/race.ts'
import { newVisitorSecret, type RecordedSite } from '../e2e/own-process/recorded-site.ts'
import {
  closeConversation,
  type Form,
  issueRetrieveKey,
  issueSubmitKey,
  openForm,
  resumeForm,
  retrieveSubmission,
  type StepRequest,
  submitForm,
} from '../e2e/own-process/step-requests.ts'

/** The exact number of audit records of each event for a form; events that are not named must have none. */
export interface ExpectedEvents {
  readonly formId: string
  readonly events: Partial<Record<AuditEventName, number>>
}

export type Race = (stage: RecordedSite, racers: number) => Promise<readonly ExpectedEvents[]>

/**
 * One submit key used by many callers, each with their own answers: one submission is stored, and the agent reads it.
 */
export const submitRace: Race = async (stage, racers) => {
  const visitorSecret = newVisitorSecret()
  const form = await stage.newOpenedForm(await stage.newConversation(), visitorSecret)
  const submitKey = await stage.newSubmitKey(form, visitorSecret)
  const sheets = numbered(racers, (number) => newAnswers(`Racer ${number}`))
  const answers = await race(
    stage,
    sheets.map((sheet) => submitForm(form, { visitorSecret, submitKey }, sheet)),
  )
  expect(countReplies(answers)).toEqual({ '201': 1, '404 not-available': racers - 1 })

  const winner = answers.findIndex(({ status }) => status === 201)
  const retrieved = await stage.sendSuccessfully(retrieveSubmission(stage.agent, await stage.newRetrieveKey(form)))
  expect(retrieved).toMatchObject({ submissionId: answers[winner]?.content.submissionId, ...sheets[winner] })
  return [{ formId: form.formId, events: { ...fullJourneyEvents, 'key-replayed': racers - 1 } }]
}

/** One retrieve key, used as often: the answers are released once. */
export const retrieveRace: Race = async (stage, racers) => {
  const sheet = newAnswers('Ada Lovelace')
  const form = await newSubmittedForm(stage, await stage.newConversation(), sheet)
  const retrieval = retrieveSubmission(stage.agent, await stage.newRetrieveKey(form))
  const answers = await race(
    stage,
    numbered(racers, () => retrieval),
  )
  expect(countReplies(answers)).toEqual({ '200': 1, '404 not-available': racers - 1 })
  expect(answers.find(({ status }) => status === 200)?.content).toMatchObject({ ...sheet, sealedStatus: 'available' })
  return [{ formId: form.formId, events: { ...fullJourneyEvents, 'key-replayed': racers - 1 } }]
}

/** One open key, many browsers: it opens in one of them and stays open there. */
export const openRaceBetweenVisitors: Race = async (stage, racers) => {
  const form = await stage.newSentForm(await stage.newConversation())
  const secrets = numbered(racers, newVisitorSecret)
  const answers = await race(
    stage,
    secrets.map((secret) => openForm(form, secret)),
  )
  expect(countReplies(answers)).toEqual({ '200': 1, '404 not-available': racers - 1 })

  const winner = answers.findIndex(({ status }) => status === 200)
  const [first, last] = [secrets[winner] ?? '', secrets.at(winner - 1) ?? '']
  expect(await stage.send(resumeForm(form, first))).toMatchObject({ status: 200 })
  expect(await stage.send(resumeForm(form, last))).toMatchObject({ status: 404 })
  return [{ formId: form.formId, events: { 'form-sent': 1, 'form-opened': 1, 'key-replayed': racers - 1 } }]
}

/** One open key, used repeatedly in one browser, which may retry after a lost reply: always the same form. */
export const openRaceInOneBrowser: Race = async (stage, racers) => {
  const form = await stage.newSentForm(await stage.newConversation())
  const opening = openForm(form, newVisitorSecret())
  const answers = await race(
    stage,
    numbered(racers, () => opening),
  )
  expect(countReplies(answers)).toEqual({ '200': racers })
  expect(new Set(answers.map(({ content }) => content.formId))).toEqual(new Set([form.formId]))
  return [{ formId: form.formId, events: { 'form-sent': 1, 'form-opened': racers } }]
}

/** Pairs of tabs of one browser, each with its own live submit key. Half as many forms as racers. */
export const twoTabsSubmitRace: Race = async (stage, racers) => {
  const conversationId = await stage.newConversation()
  const pairs = await Promise.all(
    numbered(racers / 2, async (number) => {
      const visitorSecret = newVisitorSecret()
      const form = await stage.newOpenedForm(conversationId, visitorSecret)
      const keys = [await stage.newSubmitKey(form, visitorSecret), await stage.newSubmitKey(form, visitorSecret)]
      const tabs = keys.map((submitKey) => submitForm(form, { visitorSecret, submitKey }, newAnswers(`Tab ${number}`)))
      return { form, tabs }
    }),
  )
  const answers = await race(
    stage,
    pairs.flatMap(({ tabs }) => tabs),
  )
  for (const [place] of pairs.entries()) {
    expect(countReplies(answers.slice(2 * place, 2 * place + 2))).toEqual({ '201': 1, '409 conflict': 1 })
  }
  return pairs.map(({ form: { formId } }) => ({
    formId,
    events: { 'form-sent': 1, 'form-opened': 1, 'form-submitted': 1 },
  }))
}

/**
 * A conversation closes during retrievals and submissions, some already complete: each takes effect before it or not at
 * all.
 */
export const closeRace =
  (afterSuccesses: number): Race =>
  async (stage, racers) => {
    const conversationId = await stage.newConversation()
    const readers = await Promise.all(
      numbered(Math.ceil(racers / 2 / keysPerReader), async () => {
        const form = await newSubmittedForm(stage, conversationId, newAnswers('Ada Lovelace'))
        const keys = await Promise.all(numbered(keysPerReader, () => stage.newRetrieveKey(form)))
        return keys.map((key) => ({ form, move: retrieveSubmission(stage.agent, key) }))
      }),
    )
    const writers = await Promise.all(
      numbered(Math.floor(racers / 2), async (number) => {
        const visitorSecret = newVisitorSecret()
        const form = await stage.newOpenedForm(conversationId, visitorSecret)
        const submitKey = await stage.newSubmitKey(form, visitorSecret)
        return {
          form,
          move: submitForm(form, { visitorSecret, submitKey }, newAnswers(`Visitor ${number}`)),
          visitorSecret,
        }
      }),
    )
    const inFlight = shuffled([...readers.flat(), ...writers])
    // Half of them start before the closing, half right after: those have read what it changes.
    const half = Math.floor(inFlight.length / 2)
    const moves = inFlight.map(({ move }) => move)
    const late = [closeConversation(stage.backend, conversationId), ...moves.slice(half)]
    const answers = [...(await raceWithLatecomers(stage, moves.slice(0, half), { requests: late, afterSuccesses }))]
    const [closing] = answers.splice(half, 1)
    expect(closing).toMatchObject({ status: 200, content: { status: 'closed' } })
    expect(answers.filter(({ content }) => content.code === undefined).length).toBeGreaterThanOrEqual(afterSuccesses)

    const after: StepRequest[] = [
      ...inFlight.map(({ move }) => move),
      ...writers.map(({ form, visitorSecret }) => issueSubmitKey(form, visitorSecret)),
      ...readers.flatMap(([reader]) => (reader ? [issueRetrieveKey(stage.agent, reader.form)] : [])),
    ]
    expect(countReplies(await race(stage, after))).toEqual({ '404 not-available': after.length })

    const succeeded = (form: Form): number =>
      inFlight.filter((mine, place) => mine.form === form && answers[place]?.content.code === undefined).length
    // A spent key was replayed after the closing, a live one was refused both times.
    const refusals = (successes: number, keys: number) => ({
      'key-replayed': successes,
      'key-misused': 2 * (keys - successes),
    })
    return [
      ...readers
        .flatMap(([reader]) => (reader ? [reader.form] : []))
        .map((form) => ({
          formId: form.formId,
          events: {
            ...fullJourneyEvents,
            'retrieve-key-issued': keysPerReader,
            'submission-retrieved': succeeded(form),
            ...refusals(succeeded(form), keysPerReader),
          },
        })),
      ...writers.map(({ form }) => ({
        formId: form.formId,
        events: {
          'form-sent': 1,
          'form-opened': 1,
          'form-submitted': succeeded(form),
          ...refusals(succeeded(form), 1),
        },
      })),
    ]
  }

const keysPerReader = 10

const fullJourneyEvents = {
  'form-sent': 1,
  'form-opened': 1,
  'form-submitted': 1,
  'retrieve-key-issued': 1,
  'submission-retrieved': 1,
} as const

const newSubmittedForm = async (
  stage: RecordedSite,
  conversationId: string,
  sheet: ReturnType<typeof newAnswers>,
): Promise<Form> => {
  const visitorSecret = newVisitorSecret()
  const form = await stage.newOpenedForm(conversationId, visitorSecret)
  const submitKey = await stage.newSubmitKey(form, visitorSecret)
  await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
  return form
}

const numbered = <Value>(count: number, make: (number: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index + 1))

const shuffled = <Value>(values: readonly Value[]): Value[] =>
  values
    .map((value) => ({ value, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value)

/** The number of each reply. */
const countReplies = (answers: readonly StepReply[]): Record<string, number> => {
  const times: Record<string, number> = {}
  for (const { status, content } of answers) {
    const name = content.code === undefined ? `${status}` : `${status} ${content.code}`
    times[name] = (times[name] ?? 0) + 1
  }
  return times
}
