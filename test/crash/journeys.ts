/** A journey that a kill may interrupt at any moment, and what must be possible after the restart. */
import { expect } from 'vitest'
import { newVisitorSecret, type OpenedForm } from '../kit/site.ts'
import { type CardAnswers, newCardAnswers } from '../promises/card-answers.ts'
import type { RecordedSite } from '../promises/recorded-site.ts'

export interface Journey {
  readonly visitorSecret: string
  readonly typed: CardAnswers
  /** What the received replies contained. */
  form?: OpenedForm
  submitKey?: string
  retrieval?: Retrieval
}

type Retrieval = Awaited<ReturnType<typeof newRetrieval>>

export const newJourney = (): Journey => ({
  visitorSecret: newVisitorSecret(),
  typed: newCardAnswers('Ada Lovelace'),
})

/** From sending to reading; rejects at the first call without a reply. */
export const runJourney = async (site: RecordedSite, conversationId: string, journey: Journey): Promise<void> => {
  const { visitorSecret, typed } = journey
  const form = { ...(await site.sendCardForm(conversationId)), visitorSecret }
  journey.form = form
  journey.submitKey = await openAndIssueKey(site, form)
  expect(await site.submitWith(form, journey.submitKey, typed)).toMatchObject({ status: 201 })
  journey.retrieval = await newRetrieval(site, form)
  expect(await retrieve(site, journey.retrieval)).toMatchObject({ reply: typed })
}

const openAndIssueKey = async (site: RecordedSite, form: OpenedForm): Promise<string> => {
  const { openKey, visitorSecret } = form
  await site.visitor.reply('open-form', { body: { openKey, visitorSecret } })
  return site.issueSubmitKey(form)
}

const newRetrieval = async ({ agent }: RecordedSite, { formId }: OpenedForm) => {
  const { submissionId, retrieveKey } = await agent.reply('issue-retrieve-key', { path: { formId } })
  return { path: { submissionId }, body: { retrieveKey } }
}

const retrieve = ({ agent }: RecordedSite, retrieval: Retrieval) => agent.call('retrieve-submission', retrieval)

const notAvailable = { status: 404, problem: { code: 'not-available' } }

/**
 * Continues the journey where it was interrupted, to its end. Returns the state in which the form was found, or undefined if the
 * interrupted process never stored it.
 */
export const resumeJourney = async (site: RecordedSite, journey: Journey): Promise<string | undefined> => {
  const { form, typed } = journey
  if (form === undefined) return undefined
  const { status } = await site.agent.reply('get-form', { path: { formId: form.formId } })
  const isSubmitted = status !== 'sent' && status !== 'opened'
  if (isSubmitted) {
    await expectSubmitted(site, form, journey, status)
  } else {
    // Neither stored nor spent: after reopening the page the visitor can send the answers with a new key.
    expect(await site.submitWith(form, await openAndIssueKey(site, form), typed)).toMatchObject({ status: 201 })
  }
  const retrieval = await newRetrieval(site, form)
  // Sealed answers were only in the memory of the killed process.
  const sealedStatus = isSubmitted ? 'gone' : 'available'
  const twice = await Promise.all([retrieve(site, retrieval), retrieve(site, retrieval)])
  const [released, refused] = twice.toSorted((one, other) => one.status - other.status)
  expect(released).toMatchObject({ reply: { answers: typed.answers, sealedStatus } })
  expect(refused).toMatchObject(notAvailable)
  return status
}

/** Stored and spent: the key is no longer valid. Neither is a retrieve key whose answers have been released. */
const expectSubmitted = async (
  site: RecordedSite,
  form: OpenedForm,
  { submitKey = '', typed, retrieval }: Journey,
  status: string,
): Promise<void> => {
  expect(['submitted', 'retrieved']).toContain(status)
  expect(await site.submitWith(form, submitKey, typed)).toMatchObject(notAvailable)
  if (retrieval === undefined) {
    expect(status).toBe('submitted')
    return
  }
  expect(await retrieve(site, retrieval)).toMatchObject(status === 'retrieved' ? notAvailable : { status: 200 })
}
