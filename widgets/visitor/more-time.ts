/** No countdown. Before the form's end a dialog offers more time, with one press, as often as needed (WCAG 2.2.1). */
import { confirmInDialog } from '../shared/dialog.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import type { ServiceClock } from './service-clock.ts'

/** `unreachable`: nobody knows. `over`: there is none to be had. */
export type MoreTime = { readonly until: number } | 'unreachable' | 'over'

export interface MoreTimePorts {
  readonly extend: () => Promise<MoreTime>
  /** Announces, without moving the focus. */
  readonly announce: (words: string) => void
  readonly ended: () => void
  readonly clock: ServiceClock
}

const longestLeadMilliseconds = 2 * 60 * 1000
/** WCAG 2.2.1 asks for as much at least, to say yes. */
const shortestLeadMilliseconds = 20_000

/** How long before the end the dialog comes. A site may give a form one minute: half of it shall pass without a question. */
const leadOf = (givenMilliseconds: number): number =>
  Math.max(shortestLeadMilliseconds, Math.min(longestLeadMilliseconds, givenMilliseconds / 2))

/** Timers may be late, and a page may be loaded again shortly before the end; less than this is not *about two minutes*. */
const aboutTwoMinutesMilliseconds = 105_000

/** Timers sleep with the machine, so the clock is looked at often enough that nobody waits for a dialog. */
const lookAgainMilliseconds = 15_000

/** Offers more time until the form has ended or `signal` says that it is no longer wanted. */
export const offerMoreTime = (
  expiresAt: string,
  { moreTime }: LocalisedMessages,
  { extend, announce, ended, clock }: MoreTimePorts,
  signal: AbortSignal,
): void => {
  let end = Date.parse(expiresAt)
  let lead = leadOf(end - clock.now())
  let asked = false
  /** Pressed in time is in time, even if the reply comes after the end. */
  let isExtending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const atEnd = new AbortController()

  const ask = async () => {
    asked = true
    for (
      let text = end - clock.now() < aboutTwoMinutesMilliseconds ? moreTime.soon : moreTime.text;
      await confirmInDialog({ ...moreTime, text }, atEnd.signal);
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
      lead = leadOf(end - clock.now())
      // Once a form is a day old there is nothing more to be had; to ask again would be to pretend.
      asked = !isLonger
      announce(isLonger ? moreTime.given : moreTime.longest)
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
    if (left <= lead && !asked) void ask()
    const next = left > lead ? left - lead : Math.max(left, 1_000)
    timer = setTimeout(look, Math.min(next, lookAgainMilliseconds))
  }

  document.addEventListener('visibilitychange', look, { signal })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    atEnd.abort()
  })
  look()
}
