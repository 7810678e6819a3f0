import { setImmediate, setTimeout } from 'node:timers/promises'
import { type RefusalFloor, refusalFloorMs } from '../../core/refusal-floor.ts'

export interface FloorTimer {
  /** Milliseconds with a fraction, from any origin. */
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<unknown>
  /** One turn of the event loop. */
  readonly turn: () => Promise<unknown>
}

export const refusalFloor = ({ now, pause, turn }: FloorTimer): RefusalFloor => ({
  begin() {
    const end = now() + refusalFloorMs
    return async () => {
      // A timer counts whole milliseconds. Rounding would pass the fraction of the work on, so the rest is spent in turns.
      const wholeMs = Math.floor(end - now())
      if (wholeMs > 0) await pause(wholeMs)
      while (now() < end) await turn()
    }
  },
})

export const systemRefusalFloor: RefusalFloor = refusalFloor({
  now: () => performance.now(),
  pause: setTimeout,
  turn: () => setImmediate(),
})
