import type { Clock } from '../../lambdas/core/clock.ts'

/** A clock that does not move until a test advances it. */
export interface VirtualClock extends Clock {
  /** Moves forward by this many milliseconds. */
  advance(milliseconds: number): void
  /** Moves forward to a time in milliseconds. A time in the past has no effect. */
  advanceTo(moment: number): void
}

export function virtualClock(start: number): VirtualClock {
  let now = start
  return {
    now: () => now,
    advance(milliseconds) {
      now += Math.max(0, milliseconds)
    },
    advanceTo(moment) {
      now = Math.max(now, moment)
    },
  }
}
