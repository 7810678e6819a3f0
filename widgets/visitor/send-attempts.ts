/** Handles presses of *Send* until it is known whether the answers are stored. */
import type { SendResult } from './send-answers.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface SendAttemptsPorts {
  readonly send: (validated: ValidatedAnswers) => Promise<SendResult>
  /** Asks the service for the outcome of the last attempt. */
  readonly checkOutcome: () => Promise<SendResult>
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly report: (outcome: SendResult) => void
}

const pollMilliseconds = 10_000

/**
 * Returns the handler of *Send*. Each press sends the answers. While the outcome is unknown, the page polls for it in the
 * background. Another press replaces the polling, so that the page always shows the status of the latest attempt. `closed` aborts
 * when the form's screens are closed.
 */
export const createSendAttempts = (
  { send, checkOutcome, pause, report }: SendAttemptsPorts,
  closed: AbortSignal,
): ((validated: ValidatedAnswers) => Promise<void>) => {
  let latestAttempt = new AbortController()
  closed.addEventListener('abort', () => latestAttempt.abort())

  return async (validated) => {
    latestAttempt.abort()
    latestAttempt = new AbortController()
    const { signal: attempt } = latestAttempt
    let outcome = await send(validated)
    // For an earlier attempt, report only a receipt. The later attempt determines every other outcome.
    if (closed.aborted || (attempt.aborted && outcome.result !== 'arrived')) return
    report(outcome)
    while (outcome.result === 'unknown' && !attempt.aborted) {
      await pause(pollMilliseconds, attempt)
      if (attempt.aborted) return
      outcome = await checkOutcome()
      if (!attempt.aborted) report(outcome)
    }
  }
}
