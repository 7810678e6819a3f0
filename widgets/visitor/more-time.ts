/** No countdown. Two minutes before the form's end a dialog offers more time, with one press, as often as needed (WCAG 2.2.1). */
import { askInDialog } from '../shared/dialog.ts'
import type { ServiceClock } from './service-clock.ts'
import type { Spoken } from './words/words.ts'

/** `unreachable`: nobody knows. `over`: there is none to be had. */
export type MoreTime = { readonly until: number } | 'unreachable' | 'over'

export interface MoreTimePorts {
  readonly extend: () => Promise<MoreTime>
  /** Announces, without moving the focus. */
  readonly say: (words: string) => void
  readonly ended: () => void
  readonly clock: ServiceClock
}

const noticeMilliseconds = 2 * 60 * 1000

/** Timers sleep with the machine, so the clock is looked at often enough that nobody waits for a dialog. */
const lookAgainMilliseconds = 15_000

/** Offers more time until the form has ended or `signal` says that it is no longer wanted. */
export const offerMoreTime = (
  expiresAt: string,
  { moreTime }: Spoken,
  { extend, say, ended, clock }: MoreTimePorts,
  signal: AbortSignal,
): void => {
  let end = Date.parse(expiresAt)
  let asked = false
  /** Pressed in time is in time, even if the reply comes after the end. */
  let isExtending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const atEnd = new AbortController()

  const ask = async () => {
    asked = true
    for (
      let text = moreTime.text;
      await askInDialog({ ...moreTime, text }, atEnd.signal);
      text = moreTime.unreachable
    ) {
      isExtending = true
      const given = await extend()
      isExtending = false
      if (signal.aborted || given === 'over') return
      if (given === 'unreachable') {
        look()
        continue
      }
      const isLonger = given.until > end
      end = given.until
      // Once a form is a day old there is nothing more to be had; to ask again would be to pretend.
      asked = !isLonger
      say(isLonger ? moreTime.given : moreTime.longest)
      return look()
    }
  }

  const look = () => {
    clearTimeout(timer)
    if (atEnd.signal.aborted) return
    const left = end - clock.now()
    if (left <= 0 && !isExtending) {
      atEnd.abort()
      return ended()
    }
    if (left <= noticeMilliseconds && !asked) void ask()
    const next = left > noticeMilliseconds ? left - noticeMilliseconds : Math.max(left, 1_000)
    timer = setTimeout(look, Math.min(next, lookAgainMilliseconds))
  }

  document.addEventListener('visibilitychange', look, { signal })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    atEnd.abort()
  })
  look()
}
