/** A journey that a kill may interrupt at any moment, and what must be possible after the restart. */
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
  /** What the received replies contained. */
  form?: Form
  submitKey?: string
  retrieval?: { readonly submissionId: string; readonly retrieveKey: string }
}

/** From sending to reading; rejects at the first call without a reply. */
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
 * Continues the journey where it was interrupted, to its end. Returns the state in which the form was found, or
 * undefined if the interrupted process never stored it.
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

/** Neither stored nor spent: after reopening the page the visitor can send the answers with a new key. */
const submitAgain = async (stage: RecordedSite, form: Form, { visitorSecret, sheet }: Journey): Promise<void> => {
  await stage.sendSuccessfully(openForm(form, visitorSecret))
  const submitKey = await stage.newSubmitKey(form, visitorSecret)
  await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
}

/** Stored and spent: the key is no longer valid. Neither is a retrieve key whose answers have been released. */
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

/** Sealed answers were only in the memory of the killed process. */
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
