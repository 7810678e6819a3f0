/** No countdown. Before the form's end a dialog offers more time, with one press, as often as needed (WCAG 2.2.1). */
import { confirmInDialog } from '../shared/dialog.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import type { ServiceClock } from './service-clock.ts'

/** `unreachable`: the result is unknown. `over`: the form has ended. */
export type MoreTime = { readonly until: number } | 'unreachable' | 'over'

export interface MoreTimePorts {
  readonly extend: () => Promise<MoreTime>
  /** Announces, without moving the focus. */
  readonly announce: (text: string) => void
  readonly ended: () => void
  readonly clock: ServiceClock
}

const maxLeadMilliseconds = 2 * 60 * 1000
/** WCAG 2.2.1 asks for as much at least, to say yes. */
const minLeadMilliseconds = 20_000

/** How long before the end the dialog comes. A site may give a form one minute: half of it shall pass without a question. */
const leadOf = (lifetimeMilliseconds: number): number =>
  Math.max(minLeadMilliseconds, Math.min(maxLeadMilliseconds, lifetimeMilliseconds / 2))

/** Timers may be late, and a page may be loaded again shortly before the end; less than this is not *about two minutes*. */
const aboutTwoMinutesMilliseconds = 105_000

/** Timers sleep with the machine, so the clock is looked at often enough that nobody waits for a dialog. */
const pollMilliseconds = 15_000

/** Offers more time until the form has ended or `signal` says that it is no longer wanted. */
export const offerMoreTime = (
  expiresAt: string,
  { moreTime }: LocalisedMessages,
  { extend, announce, ended, clock }: MoreTimePorts,
  signal: AbortSignal,
): void => {
  let endsAt = Date.parse(expiresAt)
  let lead = leadOf(endsAt - clock.now())
  let isOffered = false
  /** Pressed in time is in time, even if the reply comes after the end. */
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
      // Once a form is a day old there is nothing more to be had; to ask again would be to pretend.
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
