/**
 * A count-min sketch over a sliding window. It has a fixed number of counters, which all callers of one limit share.
 * Each caller has one counter per row, and the smallest of them is the caller's count. This count is never lower than
 * the true count. It is higher only if each of the four counters is shared with another caller.
 */
export interface CountingSketch {
  /** Counts one call at `now`, in milliseconds. */
  add(cells: SketchCells, now: number): void
  /** Returns the milliseconds until the count is below `max`, or nothing if the count is already below `max`. */
  waitMs(cells: SketchCells, max: number, now: number): number | undefined
}

/** The positions of one caller's counters, one per row. */
export type SketchCells = readonly number[]

const rows = 4
const width = 8_192
/**
 * The number of slices of a window. Counts expire one slice at a time. A count expires after 59/60 of the window at the
 * earliest, and after the whole window at the latest.
 */
const slices = 60

/**
 * Returns the positions of the counters for a digest. The number of counters in a row is a power of two, so that all
 * counters are equally likely.
 */
export const cellsOf = (digest: Buffer): SketchCells =>
  Array.from({ length: rows }, (_, row) => row * width + (digest.readUInt32LE(row * 4) % width))

/**
 * Returns a sketch that needs eight megabytes, regardless of the number of callers. If other callers have made n calls
 * in the window, the probability that this caller is wrongly refused is at most (n / (8,192 × max))⁴ (Markov's
 * inequality, four independent rows).
 */
export const countingSketch = (windowMs: number): CountingSketch => {
  const sliceMs = windowMs / slices
  const cells = rows * width
  const totals = new Uint32Array(cells)
  const bySlice = Array.from({ length: slices }, () => new Uint32Array(cells))
  const counted = new Set<Uint32Array>()
  let newest = 0

  const countersOf = (slice: number): Uint32Array => bySlice[slice % slices] ?? new Uint32Array(cells)

  const clear = (counters: Uint32Array): void => {
    if (!counted.delete(counters)) return
    for (const [cell, count] of counters.entries()) if (count > 0) totals[cell] = (totals[cell] ?? 0) - count
    counters.fill(0)
  }

  /** Moves to the slice of this time. If the clock was set back, calls are counted in the newest slice. */
  const advanceTo = (now: number): void => {
    const slice = Math.floor(now / sliceMs)
    for (let next = Math.max(newest + 1, slice - slices + 1); next <= slice; next++) clear(countersOf(next))
    newest = Math.max(newest, slice)
  }

  return {
    add(callerCells, now) {
      advanceTo(now)
      const counters = countersOf(newest)
      counted.add(counters)
      for (const cell of callerCells) {
        counters[cell] = (counters[cell] ?? 0) + 1
        totals[cell] = (totals[cell] ?? 0) + 1
      }
    },
    waitMs(callerCells, max, now) {
      advanceTo(now)
      let remaining = callerCells.map((cell) => totals[cell] ?? 0)
      if (Math.min(...remaining) < max) return undefined
      for (let slice = Math.max(0, newest - slices + 1); slice <= newest; slice++) {
        const counters = countersOf(slice)
        remaining = remaining.map((count, row) => count - (counters[callerCells[row] ?? 0] ?? 0))
        if (Math.min(...remaining) < max) return (slice + slices) * sliceMs - now
      }
      return windowMs
    },
  }
}
