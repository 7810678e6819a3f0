import type { ChainHead } from '../../../core/audit/chain-head.ts'

/** What one process knows of where chains end, and the queue before each end, so that it does not collide with itself. */
export interface ChainHeadCache {
  /** Runs the work when all work on this chain that came before is over, with the last place remembered, if any. */
  runExclusive<Result>(chain: string, work: (remembered: ChainHead | undefined) => Promise<Result>): Promise<Result>
  /** Remembers the end of a chain; only a hint, because other processes write too. */
  remember(chain: string, place: ChainHead): void
  forget(chain: string): void
}

/** Of two hints the one that is further on. */
export const laterHead = (one: ChainHead | undefined, other: ChainHead | undefined): ChainHead | undefined =>
  one !== undefined && other !== undefined ? (one.sequence >= other.sequence ? one : other) : (one ?? other)

/** Remembers so many chains; the one that was written longest ago is forgotten first. */
export function chainHeadCache(most = 1_000): ChainHeadCache {
  const places = new Map<string, ChainHead>()
  const queues = new Map<string, Promise<void>>()
  return {
    async runExclusive(chain, work) {
      const before = queues.get(chain)
      const { promise: mine, resolve: leave } = Promise.withResolvers<void>()
      queues.set(chain, mine)
      await before
      try {
        return await work(places.get(chain))
      } finally {
        leave()
        if (queues.get(chain) === mine) queues.delete(chain)
      }
    },
    remember(chain, place) {
      places.delete(chain)
      places.set(chain, place)
      for (const oldest of places.keys()) {
        if (places.size <= most) break
        places.delete(oldest)
      }
    },
    forget(chain) {
      places.delete(chain)
    },
  }
}
