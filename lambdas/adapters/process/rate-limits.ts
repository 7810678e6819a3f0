import type { Clock } from '../../core/clock.ts'
import type { RateLimit, RateLimits } from '../../core/rate-limits.ts'

/** Beyond this many remembered counters the oldest ones go. */
const maxWindows = 20_000

interface Window {
  startedAt: number
  counted: number
}

/**
 * Counts in fixed windows in this process's memory. Deployed, each execution environment counts for itself: a bound on what
 * one of them lets through, with the edge's limit per address before it, and no write to a shared item on the way.
 */
export const memoryRateLimits = (clock: Clock): RateLimits => {
  const windows = new Map<string, Window>()
  const current = (limit: RateLimit, id: string): Window | undefined => {
    const window = windows.get(id)
    return window !== undefined && clock.now() < window.startedAt + limit.windowSeconds * 1_000 ? window : undefined
  }
  return {
    waitSeconds(limit, who) {
      const window = current(limit, `${limit.name} ${who}`)
      if (window === undefined || window.counted < limit.max) return undefined
      return Math.max(1, Math.ceil((window.startedAt + limit.windowSeconds * 1_000 - clock.now()) / 1_000))
    },
    count(limit, who) {
      const id = `${limit.name} ${who}`
      const window = current(limit, id)
      if (window !== undefined) {
        window.counted += 1
        return
      }
      windows.delete(id)
      windows.set(id, { startedAt: clock.now(), counted: 1 })
      for (const oldest of windows.keys()) {
        if (windows.size <= maxWindows) break
        windows.delete(oldest)
      }
    },
  }
}

/** For a run whose limits are turned off. */
export const noRateLimits: RateLimits = { waitSeconds: () => undefined, count: () => {} }
