/**
 * I11: after a crash at any point, either the submission is stored and its key is spent, or neither. Reads the final
 * state of the store; forms without a final state are skipped.
 */
import type { FinalState } from '../history.ts'
import { type IndexedHistory, isDone } from '../indexed-history.ts'

type FoundForm = Extract<FinalState, { type: 'found-form' }>

const submittedStates = ['submitted', 'retrieved']

export function allOrNothing(reading: IndexedHistory): string[] {
  const forms = reading.finalStates.filter((found) => found.type === 'found-form')
  const erased = reading.calls.some(({ step }) => step === 'erase')
  return forms.flatMap((form) => [
    ...(erased ? [] : checkStored(reading, form)),
    ...checkSpentKeys(reading, form),
    ...checkReplies(reading, form),
  ])
}

function checkStored({ finalStates, recorded }: IndexedHistory, { formId, state, submissionId }: FoundForm): string[] {
  const submissions = finalStates.filter((other) => other.type === 'found-submission' && other.formId === formId)
  const isSubmitted = submittedStates.includes(state)
  const records = recorded.filter((other) => other.event === 'form-submitted' && other.formId === formId).length
  const stored = submissions.filter((other) => other.type === 'found-submission')
  return [
    ...(isSubmitted === stored.some((other) => other.submissionId === submissionId)
      ? []
      : [`I11: form ${formId} is ${state} and ${stored.length} submissions are stored.`]),
    ...(isSubmitted === records > 0 ? [] : [`I11: form ${formId} is ${state} with ${records} records of it.`]),
    ...stored.flatMap((other) => (other.hasDataKey ? [] : [`I11: submission ${other.submissionId} has no data key.`])),
  ]
}

/** One submit key is spent for one submission, and one retrieve key for each recorded release. */
function checkSpentKeys({ finalStates, issued, recorded }: IndexedHistory, { formId, state }: FoundForm): string[] {
  const keys = finalStates.filter((other) => other.type === 'found-key')
  if (keys.length === 0) return []
  const spent = (action: string): number =>
    keys.filter(({ key, spent }) => spent && issued.get(key)?.formId === formId && issued.get(key)?.action === action)
      .length
  const submits = submittedStates.includes(state) ? 1 : 0
  const releases = recorded.filter(
    (other) => other.event === 'submission-retrieved' && other.outcome === 'released' && other.formId === formId,
  ).length
  return [
    ...(spent('submit') === submits
      ? []
      : [`I11: form ${formId} is ${state} and ${spent('submit')} of its submit keys are spent.`]),
    ...(spent('retrieve') === releases
      ? []
      : [`I11: form ${formId} was released ${releases} times by ${spent('retrieve')} spent keys.`]),
  ]
}

function checkReplies({ calls }: IndexedHistory, { formId, submissionId }: FoundForm): string[] {
  return calls
    .filter((call) => call.step === 'submit-form' && isDone(call) && call.formId === formId)
    .filter((call) => call.answer?.submissionId !== submissionId)
    .map(
      (call) => `I11: the visitor’s reply names ${call.answer?.submissionId}, and form ${formId} has ${submissionId}.`,
    )
}
