/** What follows a press of *Send*, until it is known whether the answers are there. */
import type { AnswerSheet } from './answer-sheet.ts'
import type { Sending } from './send-answers.ts'
import type { Spoken } from './words/words.ts'

export interface SendPressPorts {
  readonly send: (sheet: AnswerSheet) => Promise<Sending>
  /** Asks the service what became of the last press. */
  readonly learn: () => Promise<Sending>
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** It is known how it ended. */
  readonly settled: (sending: Exclude<Sending, { result: 'unknown' | 'not-arrived' | 'later' }>) => void
}

const askAgainMilliseconds = 10_000

/**
 * Each press sends. As long as nobody knows how it ended the page goes on asking in the background; another press takes the
 * place of the asking, and what the page says is true at each moment.
 */
export const createSendPress = (
  { review }: Spoken,
  { send, learn, pause, settled }: SendPressPorts,
  signal: AbortSignal,
) => {
  let asking = new AbortController()
  signal.addEventListener('abort', () => asking.abort())

  const tell = (sending: Sending, say: (words: string) => void): 'known' | 'unknown' => {
    if (signal.aborted) return 'known'
    if (sending.result === 'not-arrived') say(review.notArrived)
    else if (sending.result === 'later') say(review.later)
    else if (sending.result === 'unknown') say(review.unknown)
    else settled(sending)
    return sending.result === 'unknown' ? 'unknown' : 'known'
  }

  const goOnAsking = async (say: (words: string) => void, stopped: AbortSignal) => {
    while (!stopped.aborted) {
      await pause(askAgainMilliseconds, stopped)
      if (stopped.aborted) return
      const sending = await learn()
      if (stopped.aborted || tell(sending, say) === 'known') return
    }
  }

  return async (sheet: AnswerSheet, say: (words: string) => void): Promise<void> => {
    asking.abort()
    asking = new AbortController()
    const { signal: stopped } = asking
    if (tell(await send(sheet), say) === 'unknown') void goOnAsking(say, stopped)
  }
}
