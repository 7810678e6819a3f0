import { type VirtualClock, virtualClock } from '../../local/memory/clock.ts'
import { noon } from './service.ts'

export interface SlowClock extends VirtualClock {
  /** Makes every reading of the clock so much later than the one before, as if each piece of work took that long; 0 stops it. */
  slowDown(milliseconds: number): void
}

/** A virtual clock for steps that stop when their time is up. */
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
