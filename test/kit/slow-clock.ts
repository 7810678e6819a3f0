import { type VirtualClock, virtualClock } from '../../local/memory/clock.ts'
import { noon } from './service.ts'

export interface SlowClock extends VirtualClock {
  /**
   * Advances the clock by this time at each reading, as if each piece of work took this long. With 0, readings no longer advance
   * the clock.
   */
  slowDown(milliseconds: number): void
}

/** Creates a virtual clock for tests of steps that stop when they reach their time limit. */
export const slowClock = (): SlowClock => {
  const clock = virtualClock(noon)
  let perReading = 0
  return {
    ...clock,
    now() {
      clock.advance(perReading)
      return clock.now()
    },
    slowDown(milliseconds) {
      perReading = milliseconds
    },
  }
}
