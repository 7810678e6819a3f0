/**
 * Tracks the time at which the service will sign an idle person out, so that a page can warn the person in time and clear the
 * screen if the person has left. The service itself ends the sign-in.
 */

export interface IdleClockHandlers {
  /** Receives the remaining minutes, rounded up. */
  readonly warn: (minutesLeft: number) => void
  /** Called when activity moves the deadline after a warning. */
  readonly clearWarning: () => void
  readonly onIdle: () => void
}

export interface IdleClock {
  /** Sets the deadline from the reply to stay-signed-in. `repliedAt` is the service's time of that reply. */
  setDeadline(idleAt: number, repliedAt: number): void
  /** Moves the deadline. The caller must call this when the service has counted a request as activity. */
  recordActivity(): void
  /**
   * Checks again how much time is left. This is necessary because timers may not fire in a background tab or while the machine
   * sleeps.
   */
  check(): void
  stop(): void
}

const warningLeadMilliseconds = 120_000
const second = 1_000
const minute = 60_000
/** The maximum idle timeout (PCI DSS 8.2.8). A site may set fewer minutes, but never more. */
const maxIdleMilliseconds = 15 * minute

export const createIdleClock = (
  { warn, clearWarning, onIdle }: IdleClockHandlers,
  now: () => number = Date.now,
): IdleClock => {
  let idleMilliseconds = maxIdleMilliseconds
  /**
   * The time at which the sign-in times out, by this browser's clock. It is computed only from durations that the service
   * reports, so a wrong browser clock does no harm.
   */
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
      // The service's time has a resolution of one second. Subtract a second, so that the page never expires later than the
      // service.
      const remaining = Math.min(deadline - repliedAt - second, maxIdleMilliseconds)
      // Near the end of a sign-in's twelve hours, the remaining time is shorter than the site's idle timeout, and activity cannot
      // extend it.
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
