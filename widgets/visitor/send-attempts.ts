/** What follows a press of *Send*, until it is known whether the answers are there. */

import type { LocalisedMessages } from './messages/messages.ts'
import type { SendResult } from './send-answers.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface SendAttemptsPorts {
  readonly send: (sheet: ValidatedAnswers) => Promise<SendResult>
  /** Asks the service what became of the last press. */
  readonly checkOutcome: () => Promise<SendResult>
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** It is known how it ended. */
  readonly settled: (sending: Exclude<SendResult, { result: 'unknown' | 'not-arrived' | 'later' }>) => void
}

const pollMilliseconds = 10_000

export interface SendAttempts {
  /** Settles when it is said how it ended, or that nobody knows yet. */
  start(sheet: ValidatedAnswers, say: (words: string) => void): Promise<void>
  /** Something was sent, and nobody knows yet whether it arrived. */
  isPending(): boolean
}

/**
 * Each press sends. As long as nobody knows how it ended the page goes on asking in the background; another press takes the
 * place of the asking, and what the page says is true at each moment. `left`: the form's screens are gone, and nobody listens.
 */
export const createSendAttempts = (
  { review }: LocalisedMessages,
  { send, checkOutcome, pause, settled }: SendAttemptsPorts,
  left: AbortSignal,
): SendAttempts => {
  let latest = new AbortController()
  let isUnderWay = false
  left.addEventListener('abort', () => latest.abort())

  const tell = (sending: SendResult, say: (words: string) => void): void => {
    isUnderWay = sending.result === 'unknown'
    if (sending.result === 'not-arrived') say(review.notArrived)
    else if (sending.result === 'later') say(review.later)
    else if (sending.result === 'unknown') say(review.unknown)
    else settled(sending)
  }

  const goOnAsking = async (say: (words: string) => void, stopped: AbortSignal) => {
    while (isUnderWay && !stopped.aborted) {
      await pause(pollMilliseconds, stopped)
      if (stopped.aborted) return
      const sending = await checkOutcome()
      if (!stopped.aborted) tell(sending, say)
    }
  }

  return {
    start: async (sheet, say) => {
      latest.abort()
      latest = new AbortController()
      const { signal: stopped } = latest
      isUnderWay = true
      const sending = await send(sheet)
      // What became of an earlier press is of interest only if it is the receipt; the rest the later one will tell.
      if (left.aborted || (stopped.aborted && sending.result !== 'arrived')) return
      tell(sending, say)
      void goOnAsking(say, stopped)
    },
    isPending: () => isUnderWay,
  }
}
