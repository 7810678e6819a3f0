/** A journey that may be cut off at any moment, and what must be possible when the run is there again. */
import { expect } from 'vitest'
import { newAnswers } from '../e2e/own-process/answers.ts'
import { newVisitorSecret, type RecordedSite } from '../e2e/own-process/recorded-site.ts'
import {
  type Answers,
  type Form,
  getForm,
  openForm,
  retrieveSubmission,
  submitForm,
} from '../e2e/own-process/step-requests.ts'

export interface Journey {
  readonly visitorSecret: string
  readonly sheet: Answers
  /** As far as the answers came back. */
  form?: Form
  submitKey?: string
  retrieval?: { readonly submissionId: string; readonly retrieveKey: string }
}

/** From the sending to the reading; rejects at the first call that gets no answer. */
export const runJourney = async (stage: RecordedSite, conversationId: string, journey: Journey): Promise<void> => {
  const { visitorSecret, sheet } = journey
  journey.form = await stage.newSentForm(conversationId)
  await stage.sendSuccessfully(openForm(journey.form, visitorSecret))
  journey.submitKey = await stage.newSubmitKey(journey.form, visitorSecret)
  await stage.sendSuccessfully(submitForm(journey.form, { visitorSecret, submitKey: journey.submitKey }, sheet))
  journey.retrieval = await stage.newRetrieveKey(journey.form)
  expect(await stage.sendSuccessfully(retrieveSubmission(stage.agent, journey.retrieval))).toMatchObject(sheet)
}

export const newJourney = (): Journey => ({ visitorSecret: newVisitorSecret(), sheet: newAnswers('Ada Lovelace') })

/**
 * Goes on where the journey was cut off, and to its end. Answers with the state that the form was found in, or nothing when
 * nobody ever heard of it.
 */
export const resumeJourney = async (stage: RecordedSite, journey: Journey): Promise<string | undefined> => {
  const { form } = journey
  if (form === undefined) return undefined
  const { status } = await stage.sendSuccessfully(getForm(stage.agent, form))
  if (status === 'sent' || status === 'opened') await submitAgain(stage, form, journey)
  else await expectSubmitted(stage, form, journey, status)
  await retrieveOnce(stage, form, journey, status === 'sent' || status === 'opened' ? 'available' : 'gone')
  return `${status}`
}

/** Neither stored nor spent: what was typed can be sent with a new key, after the page has been opened again. */
const submitAgain = async (stage: RecordedSite, form: Form, { visitorSecret, sheet }: Journey): Promise<void> => {
  await stage.sendSuccessfully(openForm(form, visitorSecret))
  const submitKey = await stage.newSubmitKey(form, visitorSecret)
  await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
}

/** Stored and spent: the key is good for nothing more. So is a retrieve key if the answers have been released for it. */
const expectSubmitted = async (stage: RecordedSite, form: Form, journey: Journey, status: unknown): Promise<void> => {
  const { visitorSecret, submitKey = '', sheet, retrieval } = journey
  expect(['submitted', 'retrieved']).toContain(status)
  const replay = await stage.send(submitForm(form, { visitorSecret, submitKey }, sheet))
  expect(replay).toMatchObject({ status: 404, content: { code: 'not-available' } })
  if (retrieval === undefined) {
    expect(status).toBe('submitted')
    return
  }
  const again = await stage.send(retrieveSubmission(stage.agent, retrieval))
  expect(again.status).toBe(status === 'retrieved' ? 404 : 200)
}

/** Sealed answers were only ever in the memory of the process that was killed. */
const retrieveOnce = async (
  stage: RecordedSite,
  form: Form,
  { sheet }: Journey,
  sealedStatus: string,
): Promise<void> => {
  const retrieval = retrieveSubmission(stage.agent, await stage.newRetrieveKey(form))
  expect(await stage.sendSuccessfully(retrieval)).toMatchObject({ answers: sheet.answers, sealedStatus })
  expect(await stage.send(retrieval)).toMatchObject({ status: 404, content: { code: 'not-available' } })
}
