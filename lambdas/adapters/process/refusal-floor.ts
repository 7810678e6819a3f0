import { setImmediate, setTimeout } from 'node:timers/promises'
import { type RefusalFloor, refusalFloorMs } from '../../core/refusal-floor.ts'

export interface FloorTimer {
  /** The time in milliseconds, including fractions, since an arbitrary point in time. */
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<unknown>
  /** Waits for one turn of the event loop. */
  readonly turn: () => Promise<unknown>
}

export const refusalFloor = ({ now, pause, turn }: FloorTimer): RefusalFloor => ({
  begin() {
    const end = now() + refusalFloorMs
    return async () => {
      // A timer can wait only whole milliseconds. Rounding up would reveal how long the work took, so the last fraction
      // of a millisecond is spent in turns of the event loop.
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
