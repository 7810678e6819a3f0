/** What follows a press of *Send*, until it is known whether the answers are there. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { SendResult } from './send-answers.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface SendAttemptsPorts {
  readonly send: (validated: ValidatedAnswers) => Promise<SendResult>
  /** Asks the service what became of the last press. */
  readonly checkOutcome: () => Promise<SendResult>
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** It is known how it ended. */
  readonly settled: (outcome: Exclude<SendResult, { result: 'unknown' | 'not-arrived' | 'later' }>) => void
}

const pollMilliseconds = 10_000

export interface SendAttempts {
  /** Settles when it is said how it ended, or that nobody knows yet. */
  start(validated: ValidatedAnswers, showStatus: (text: string) => void): Promise<void>
  /** Something was sent, and nobody knows yet whether it arrived. */
  isPending(): boolean
}

/**
 * Each press sends. As long as nobody knows how it ended the page goes on asking in the background; another press takes the
 * place of the asking, and what the page says is true at each moment. `closed` is aborted when the screens of the form are closed.
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
      // What became of an earlier press is of interest only if it is the receipt; the rest the later one will tell.
      if (closed.aborted || (attempt.aborted && outcome.result !== 'arrived')) return
      report(outcome, showStatus)
      void poll(showStatus, attempt)
    },
    isPending: () => isUnknown,
  }
}
