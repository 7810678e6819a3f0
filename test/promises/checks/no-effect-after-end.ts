/**
 * I7: nothing takes effect after sign-out, idle time-out, disabling, closing, cancelling or erasing, nor by earlier
 * keys after a resend. *After* means: its effect follows the confirmation of the end. Concurrent calls may go either
 * way.
 */
import { type Call, formOf, type IndexedHistory, isDone, siteOf } from '../indexed-history.ts'

const minute = 60_000

/**
 * The steps that touch a form, except those that only return its status or view the history, and resume-form, which
 * only shows the bound browser how its form ended.
 */
const formSteps = new Set([
  'open-form',
  'extend-form',
  'report-progress',
  'issue-submit-key',
  'submit-form',
  'decline-form',
  'resend-form',
  'issue-retrieve-key',
  'retrieve-submission',
])

type EndRule = (reading: IndexedHistory, call: Call) => string | undefined

const hasSignedOut = ({ calls }: IndexedHistory, session: string, before: number): boolean =>
  calls.some(
    (other) =>
      other.step === 'sign-out' &&
      isDone(other) &&
      other.by.kind === 'person' &&
      other.by.session === session &&
      other.endIndex < before,
  )

const afterSignOut: EndRule = (reading, { by, effectIndex }) =>
  by.kind === 'person' && hasSignedOut(reading, by.session, effectIndex) ? 'after sign-out' : undefined

const outcomesWithoutUse = new Set<string>(['nothing', 'try-again', 'not-signed-in'])

/** The latest call before this one, the last moment at which the session can have been seen. */
const afterIdleTimeout: EndRule = ({ calls, sites }, { by, startIndex, at }) => {
  if (by.kind !== 'person') return undefined
  const idleMinutes = sites.get(by.siteId)?.idleMinutes
  const earlier = calls.filter(
    (other) => other.by.kind === 'person' && other.by.session === by.session && other.startIndex < startIndex,
  )
  // A session starts with its first use; a call without a result may not have used one.
  const hasBegun = earlier.some(({ answer }) => answer && !outcomesWithoutUse.has(answer.outcome))
  if (idleMinutes === undefined || !hasBegun) return undefined
  const lastSeen = Math.max(...earlier.map((other) => other.answer?.at ?? Number.POSITIVE_INFINITY))
  return at >= lastSeen + idleMinutes * minute ? 'after the idle time-out' : undefined
}

const whileDisabled: EndRule = ({ calls }, { by, effectIndex, endIndex }) => {
  if (by.kind !== 'person') return undefined
  const settings = calls.filter(
    (other) => other.step === 'put-person' && siteOf(other) === by.siteId && other.subject === by.subject,
  )
  const disabled = settings.findLast(
    (other) => other.enabled === false && isDone(other) && other.endIndex < effectIndex,
  )
  const enabledAgain = settings.some(
    (other) =>
      other.enabled === true && disabled && other.endIndex > disabled.startIndex && other.startIndex < endIndex,
  )
  return disabled && !enabledAgain ? 'while disabled' : undefined
}

const afterClosing: EndRule = (reading, call) => {
  if (!formSteps.has(call.step) && call.step !== 'cancel-form' && call.step !== 'send-form') return undefined
  const formId = formOf(call, reading)
  const sent = reading.calls.find((other) => other.step === 'send-form' && other.answer?.formId === formId)
  const about = call.step === 'send-form' ? call : (sent ?? call)
  const closed = reading.calls.some(
    (other) =>
      other.step === 'close-conversation' &&
      isDone(other) &&
      other.endIndex < call.effectIndex &&
      other.conversationId === about.conversationId &&
      siteOf(other) === siteOf(about),
  )
  return closed && about.conversationId !== undefined ? 'after its conversation was closed' : undefined
}

const afterCancelling: EndRule = (reading, call) =>
  formSteps.has(call.step) &&
  reading.calls.some(
    (other) =>
      other.step === 'cancel-form' &&
      isDone(other) &&
      other.endIndex < call.effectIndex &&
      other.formId === formOf(call, reading),
  )
    ? 'after the form was cancelled'
    : undefined

const afterErasing: EndRule = (reading, call) => {
  if (call.step !== 'retrieve-submission' && call.step !== 'view-history') return undefined
  return reading.calls.some(
    (other) =>
      other.step === 'erase' &&
      isDone(other) &&
      other.endIndex < call.effectIndex &&
      other.submissionId !== undefined &&
      other.submissionId === call.submissionId,
  )
    ? 'after it was erased'
    : undefined
}

const withKeyFromBeforeResend: EndRule = (reading, call) => {
  const key = call.key === undefined ? undefined : reading.issued.get(call.key)
  if (key === undefined) return undefined
  return reading.calls.some(
    (other) =>
      other.step === 'resend-form' &&
      isDone(other) &&
      other.formId === key.formId &&
      other.startIndex > key.index &&
      other.endIndex < call.effectIndex,
  )
    ? 'by a key from before the resend'
    : undefined
}

/** The sign-in that requested the key, which may differ from the one that uses it. */
const withKeyOfEndedSession: EndRule = (reading, call) => {
  const session = call.key === undefined ? undefined : reading.issued.get(call.key)?.session
  return session !== undefined && hasSignedOut(reading, session, call.effectIndex)
    ? 'by a key of an ended sign-in'
    : undefined
}

const endRules: readonly EndRule[] = [
  afterSignOut,
  afterIdleTimeout,
  whileDisabled,
  afterClosing,
  afterCancelling,
  afterErasing,
  withKeyFromBeforeResend,
  withKeyOfEndedSession,
]

export function noEffectAfterEnd(reading: IndexedHistory): string[] {
  return reading.calls.filter(isDone).flatMap((call) =>
    endRules.flatMap((end) => {
      const after = end(reading, call)
      return after === undefined ? [] : `I7: ${call.step} (call ${call.call}) succeeded ${after}.`
    }),
  )
}
