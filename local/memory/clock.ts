import type { Clock } from '../../lambdas/core/clock.ts'

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /** Moves forward by so many milliseconds. */
  advance(milliseconds: number): void
  /** Moves forward to a moment, to the millisecond; one that has passed already changes nothing. */
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
