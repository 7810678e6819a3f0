import { hash } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { RateLimit, RateLimits } from '../../core/rate-limits.ts'
import { type CountingSketch, cellsOf, countingSketch, type SketchCells } from './counting-sketch.ts'
import { systemRandomness } from './randomness.ts'

/**
 * Counts in the memory of this process, in a fixed number of counters per limit: no caller can displace another's
 * count, and no limit another limit's. A keyed hash selects a caller's counters, so a caller cannot choose addresses or
 * ids that share another's. When deployed, each execution environment counts separately: this bounds what one of them
 * lets through, behind the edge's limit per address, without a write to a shared item.
 */
export const memoryRateLimits = (clock: Clock, hashKey: Uint8Array = systemRandomness.bytes(32)): RateLimits => {
  const sketches = new Map<RateLimit['name'], CountingSketch>()
  const sketchOf = ({ name, windowSeconds }: RateLimit): CountingSketch => {
    const sketch = sketches.get(name) ?? countingSketch(windowSeconds * 1_000)
    sketches.set(name, sketch)
    return sketch
  }
  const key = Buffer.from(hashKey).toString('base64url')
  // No caller sees a digest, so a key prefix is enough; an HMAC takes five times as long.
  const cellsFor = (who: string): SketchCells => cellsOf(hash('sha256', `${key} ${who}`, 'buffer'))
  return {
    waitSeconds(limit, who) {
      const waitMs = sketchOf(limit).waitMs(cellsFor(who), limit.max, clock.now())
      return waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / 1_000))
    },
    count(limit, who) {
      sketchOf(limit).add(cellsFor(who), clock.now())
    },
  }
}

/** For a run with rate limits turned off. */
export const noRateLimits: RateLimits = { waitSeconds: () => undefined, count: () => {} }
