/**
 * I11: after a crash at any point, either the submission is stored and its key is spent, or neither. Looks at what the
 * store was found to hold; a form that was not looked at has nothing to say.
 */
import type { Found } from '../history.ts'
import { isDone, type Reading } from '../indexed-history.ts'

type FoundForm = Extract<Found, { type: 'found-form' }>

const submittedStates = ['submitted', 'retrieved']

export function allOrNothing(reading: Reading): string[] {
  const forms = reading.found.filter((found) => found.type === 'found-form')
  const erased = reading.calls.some(({ step }) => step === 'erase')
  return forms.flatMap((form) => [
    ...(erased ? [] : whatIsStored(reading, form)),
    ...spentKeys(reading, form),
    ...whatWasAnswered(reading, form),
  ])
}

function whatIsStored({ found, recorded }: Reading, { formId, state, submissionId }: FoundForm): string[] {
  const submissions = found.filter((other) => other.type === 'found-submission' && other.formId === formId)
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
function spentKeys({ found, issued, recorded }: Reading, { formId, state }: FoundForm): string[] {
  const keys = found.filter((other) => other.type === 'found-key')
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

function whatWasAnswered({ calls }: Reading, { formId, submissionId }: FoundForm): string[] {
  return calls
    .filter((call) => call.step === 'submit-form' && isDone(call) && call.formId === formId)
    .filter((call) => call.answer?.submissionId !== submissionId)
    .map((call) => `I11: the visitor was told ${call.answer?.submissionId}, and form ${formId} has ${submissionId}.`)
}
