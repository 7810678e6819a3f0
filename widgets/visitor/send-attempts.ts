/** Handles presses of *Send* until it is known whether the answers are stored. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { SendResult } from './send-answers.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface SendAttemptsPorts {
  readonly send: (validated: ValidatedAnswers) => Promise<SendResult>
  /** Asks the service for the outcome of the last attempt. */
  readonly checkOutcome: () => Promise<SendResult>
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Called when the outcome of sending is known. */
  readonly settled: (outcome: Exclude<SendResult, { result: 'unknown' | 'not-arrived' | 'later' }>) => void
}

const pollMilliseconds = 10_000

export interface SendAttempts {
  /** Sends the answers. Settles when the outcome is shown, even if the outcome is unknown. */
  start(validated: ValidatedAnswers, showStatus: (text: string) => void): Promise<void>
  /** Returns true if answers were sent and the outcome is still unknown. */
  isPending(): boolean
}

/**
 * Creates the handler of *Send*. Each press sends the answers. While the outcome is unknown, the page polls for it in the
 * background. Another press replaces the polling, so that the page always shows the status of the latest attempt. `closed` aborts
 * when the form's screens are closed.
 */
export const createSendAttempts = (
  { review }: LocalisedMessages,
  { send, checkOutcome, pause, settled }: SendAttemptsPorts,
  closed: AbortSignal,
): SendAttempts => {
  let latestAttempt = new AbortController()
  let isUnknown = false
  closed.addEventListener('abort', () => latestAttempt.abort())

  const report = (outcome: SendResult, showStatus: (text: string) => void): void => {
    isUnknown = outcome.result === 'unknown'
    if (outcome.result === 'not-arrived') showStatus(review.notArrived)
    else if (outcome.result === 'later') showStatus(review.later)
    else if (outcome.result === 'unknown') showStatus(review.unknown)
    else settled(outcome)
  }

  const poll = async (showStatus: (text: string) => void, attempt: AbortSignal) => {
    while (isUnknown && !attempt.aborted) {
      await pause(pollMilliseconds, attempt)
      if (attempt.aborted) return
      const outcome = await checkOutcome()
      if (!attempt.aborted) report(outcome, showStatus)
    }
  }

  return {
    start: async (validated, showStatus) => {
      latestAttempt.abort()
      latestAttempt = new AbortController()
      const { signal: attempt } = latestAttempt
      isUnknown = true
      const outcome = await send(validated)
      // For an earlier attempt, report only a receipt. The later attempt determines every other outcome.
      if (closed.aborted || (attempt.aborted && outcome.result !== 'arrived')) return
      report(outcome, showStatus)
      void poll(showStatus, attempt)
    },
    isPending: () => isUnknown,
  }
}
