/**
 * When somebody will be signed out for doing nothing. The service decides; this clock follows it, so that there is a warning
 * in time and nothing stays on the screen of somebody who has left.
 */

export interface IdleClockHandlers {
  /** Whole minutes that are left, rounded up. */
  readonly warn: (minutesLeft: number) => void
  /** Somebody has done something after all. */
  readonly clearWarning: () => void
  readonly onIdle: () => void
}

export interface IdleClock {
  /** What the service answered to *stay signed in*; `repliedAt` is its clock at that moment. */
  setDeadline(idleAt: number, repliedAt: number): void
  /** The service has seen them do something. */
  recordActivity(): void
  /** Looks at the time: a tab in the background, or a machine that slept, may have missed it. */
  check(): void
  stop(): void
}

const warningLeadMilliseconds = 120_000
const second = 1_000
const minute = 60_000
/** A site may set fewer minutes, never more (PCI DSS 8.2.8). */
const maxIdleMilliseconds = 15 * minute

export const createIdleClock = (
  { warn, clearWarning, onIdle }: IdleClockHandlers,
  now: () => number = Date.now,
): IdleClock => {
  let idleMilliseconds = maxIdleMilliseconds
  /** By this browser's clock, whatever that shows: only the time between is the service's. */
  let idleAt: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let warnedMinutes: number | undefined

  const lead = () => Math.min(warningLeadMilliseconds, idleMilliseconds / 2)

  const check = () => {
    clearTimeout(timer)
    if (idleAt === undefined) return
    const remaining = idleAt - now()
    if (remaining <= 0) {
      idleAt = undefined
      return onIdle()
    }
    if (remaining > lead()) {
      if (warnedMinutes !== undefined) clearWarning()
      warnedMinutes = undefined
      timer = setTimeout(check, remaining - lead())
      return
    }
    const minutesLeft = Math.ceil(remaining / minute)
    if (minutesLeft !== warnedMinutes) warn(minutesLeft)
    warnedMinutes = minutesLeft
    timer = setTimeout(check, remaining - (minutesLeft - 1) * minute)
  }

  const restart = (milliseconds: number) => {
    idleAt = now() + milliseconds
    check()
  }

  return {
    setDeadline(deadline, repliedAt) {
      // Its clock is told in whole seconds: this one rather runs out a second early than late.
      const remaining = Math.min(deadline - repliedAt - second, maxIdleMilliseconds)
      // The longest that it has been told: near the twelve hours of a sign-in it is told less, and that is then all there is.
      idleMilliseconds = remaining
      restart(remaining)
    },
    recordActivity() {
      if (idleAt !== undefined) restart(idleMilliseconds)
    },
    check,
    stop() {
      clearTimeout(timer)
      idleAt = undefined
    },
  }
}
