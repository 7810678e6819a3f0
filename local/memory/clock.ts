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

/**
 * A virtual clock that also moves with the real time. Work that ends when its time is up, such as an erasure, never ends
 * early by a clock that stands still. `elapsed` returns the real time in milliseconds since any moment.
 */
export function runningClock(start: number, elapsed: () => number = () => performance.now()): VirtualClock {
  const begun = elapsed()
  const clock = virtualClock(start)
  const now = () => clock.now() + Math.floor(elapsed() - begun)
  return { now, advance: clock.advance, advanceTo: (moment) => clock.advance(moment - now()) }
}
