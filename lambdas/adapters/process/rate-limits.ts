import { hash } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { RateLimit, RateLimits } from '../../core/rate-limits.ts'
import { type CountingSketch, cellsOf, countingSketch, type SketchCells } from './counting-sketch.ts'
import { systemRandomness } from './randomness.ts'

/**
 * Counts calls in the memory of this process. Each limit has a fixed number of counters, so callers cannot evict each
 * other's counts. A keyed hash selects a caller's counters, so a caller cannot choose an address or id that shares the
 * counters of another caller. In a deployment, each execution environment counts separately, so these limits apply to
 * one environment. The edge's limit per address applies in addition. The advantage of counting in memory is that a call
 * needs no write to a shared item.
 */
export const memoryRateLimits = (clock: Clock, hashKey: Uint8Array = systemRandomness.bytes(32)): RateLimits => {
  const sketches = new Map<RateLimit['name'], CountingSketch>()
  const sketchOf = ({ name, windowSeconds }: RateLimit): CountingSketch => {
    const sketch = sketches.get(name) ?? countingSketch(windowSeconds * 1_000)
    sketches.set(name, sketch)
    return sketch
  }
  const key = Buffer.from(hashKey).toString('base64url')
  // Prefix the secret key instead of computing an HMAC, which would take five times as long. This is safe because
  // callers never see a digest.
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

/** Rate limits that are never reached, for a run with rate limits turned off. */
export const noRateLimits: RateLimits = { waitSeconds: () => undefined, count: () => {} }
