/**
 * Before the form expires, a dialog offers more time. The visitor accepts with one press, and can do so repeatedly (WCAG 2.2.1).
 * There is no countdown.
 */
import { confirmInDialog } from '../shared/dialog.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import type { ServiceClock } from './service-clock.ts'

/** The result of a request for more time. `unreachable`: the result is unknown. `over`: the form has ended. */
export type MoreTime = { readonly until: number } | 'unreachable' | 'over'

export interface MoreTimePorts {
  readonly extend: () => Promise<MoreTime>
  /** Announces a text without moving the focus. */
  readonly announce: (text: string) => void
  readonly ended: () => void
  readonly clock: ServiceClock
}

const maxLeadMilliseconds = 2 * 60 * 1000
/** The minimum time that WCAG 2.2.1 requires for a person to respond to the dialog. */
const minLeadMilliseconds = 20_000

/**
 * Returns how long before the form's expiry the dialog appears. A site may set a lifetime of only one minute. The dialog then
 * appears after half of the lifetime.
 */
const leadOf = (lifetimeMilliseconds: number): number =>
  Math.max(minLeadMilliseconds, Math.min(maxLeadMilliseconds, lifetimeMilliseconds / 2))

/**
 * The time that must be left for the text *about two minutes*. The dialog may appear late, after a late timer or a reload. If
 * less time is left, its text does not mention two minutes.
 */
const aboutTwoMinutesMilliseconds = 105_000

/** Timers pause while the machine sleeps, so check the clock at this interval. */
const pollMilliseconds = 15_000

/** Offers more time until the form has ended or the signal aborts. */
export const offerMoreTime = (
  expiresAt: string,
  { moreTime }: LocalisedMessages,
  { extend, announce, ended, clock }: MoreTimePorts,
  signal: AbortSignal,
): void => {
  let endsAt = Date.parse(expiresAt)
  let lead = leadOf(endsAt - clock.now())
  let isOffered = false
  /**
   * True while a request for more time is pending. If the visitor pressed the button before the end, the request counts even if
   * its reply arrives after the end.
   */
  let isExtending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopped = new AbortController()

  const offer = async () => {
    isOffered = true
    for (
      let text = endsAt - clock.now() < aboutTwoMinutesMilliseconds ? moreTime.soon : moreTime.text;
      await confirmInDialog({ ...moreTime, text }, stopped.signal);
      text = moreTime.unreachable
    ) {
      isExtending = true
      const extension = await extend()
      isExtending = false
      if (signal.aborted || extension === 'over') return
      if (extension === 'unreachable') {
        checkTime()
        continue
      }
      const isLonger = extension.until > endsAt
      endsAt = extension.until
      lead = leadOf(endsAt - clock.now())
      // A form cannot be extended beyond one day, so do not offer more time again.
      isOffered = !isLonger
      announce(isLonger ? moreTime.given : moreTime.longest)
      return checkTime()
    }
  }

  const checkTime = () => {
    clearTimeout(timer)
    if (stopped.signal.aborted) return
    const remaining = endsAt - clock.now()
    if (remaining <= 0 && !isExtending) {
      stopped.abort()
      return ended()
    }
    if (remaining <= lead && !isOffered) void offer()
    const delay = remaining > lead ? remaining - lead : Math.max(remaining, 1_000)
    timer = setTimeout(checkTime, Math.min(delay, pollMilliseconds))
  }

  document.addEventListener('visibilitychange', checkTime, { signal })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    stopped.abort()
  })
  checkTime()
}
