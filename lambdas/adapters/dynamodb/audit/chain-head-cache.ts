import type { ChainHead } from '../../../core/audit/chain-head.ts'

/**
 * The chain heads that this process has read or written, and a queue per chain. The queue prevents two writes of this
 * process from conflicting.
 */
export interface ChainHeadCache {
  /** Runs the work after all earlier work on this chain, and passes the remembered head, if any, to the work. */
  runExclusive<Result>(chain: string, work: (remembered: ChainHead | undefined) => Promise<Result>): Promise<Result>
  /**
   * Remembers the head of a chain. The remembered head is only a hint, because other processes also append to the
   * chain.
   */
  remember(chain: string, head: ChainHead): void
  forget(chain: string): void
}

/**
 * Returns a cache that remembers the heads of at most `most` chains. When the cache is full, it evicts the least
 * recently written chain.
 */
export function chainHeadCache(most = 1_000): ChainHeadCache {
  const heads = new Map<string, ChainHead>()
  const queues = new Map<string, Promise<void>>()
  return {
    async runExclusive(chain, work) {
      const before = queues.get(chain)
      const { promise: mine, resolve: leave } = Promise.withResolvers<void>()
      queues.set(chain, mine)
      await before
      try {
        return await work(heads.get(chain))
      } finally {
        leave()
        if (queues.get(chain) === mine) queues.delete(chain)
      }
    },
    remember(chain, head) {
      heads.delete(chain)
      heads.set(chain, head)
      for (const oldest of heads.keys()) {
        if (heads.size <= most) break
        heads.delete(oldest)
      }
    },
    forget(chain) {
      heads.delete(chain)
    },
  }
}
