import type { ChainHead } from '../../../core/audit/chain-head.ts'

/**
 * The chain heads that this process has read or written, and a queue per chain, so that the process does not conflict
 * with itself.
 */
export interface ChainHeadCache {
  /** Runs the work after all earlier work on this chain. Passes it the remembered head, if there is one. */
  runExclusive<Result>(chain: string, work: (remembered: ChainHead | undefined) => Promise<Result>): Promise<Result>
  /** Remembers the head of a chain. It is only a hint, because other processes append too. */
  remember(chain: string, head: ChainHead): void
  forget(chain: string): void
}

/** Remembers at most `most` chains, and evicts the least recently written one. */
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
