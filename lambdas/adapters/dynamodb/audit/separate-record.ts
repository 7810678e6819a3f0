/**
 * An audit record that is put separately from the writes that it belongs to. Its position in the chain also protects
 * these writes: if another record has taken the position, something has changed since the chain head was read.
 */
import type { ConversationEvent } from '../../../core/audit/audit.ts'
import { chainHeadOf, conversationChain, linkRecord } from '../../../core/audit/audit-chain.ts'
import type { ChainHead } from '../../../core/audit/chain-head.ts'
import { Fault } from '../../../core/fault.ts'
import { jitteredPause } from '../request/jittered-pause.ts'
import type { TransactionPorts } from './audited-transaction.ts'
import { readChainHead } from './chain-head.ts'
import { chainHeadCache } from './chain-head-cache.ts'
import { putRecord } from './put-record.ts'

export interface SeparateRecord {
  readonly event: ConversationEvent
  /** The chain head, as read from the chain. Absent if it is to be read, unless this process remembers it. */
  readonly head?: ChainHead | undefined
  readonly now: number
  /** Runs before each attempt to put the record at this position. The record is not put if it returns false. */
  readonly before?: (place: ChainHead, attempt: number) => Promise<boolean>
  /** Runs at the same time as each attempt. */
  readonly beside?: (place: ChainHead) => Promise<unknown>
}

const attempts = 20

export const separateRecords = (ports: TransactionPorts) => {
  const { randomness, pause = jitteredPause, chainHeads = chainHeadCache() } = ports
  return {
    /**
     * Puts the record at the end of its chain. Returns its position, or nothing if `before` refused. Throws
     * `storage-failed`, and `storage-conflict` if other records take every position that is tried.
     */
    put: ({ event, head, now, before, beside }: SeparateRecord): Promise<ChainHead | undefined> => {
      const chain = conversationChain(event)
      return chainHeads.runExclusive(chain, async (remembered) => {
        let after = head ?? remembered ?? (await readChainHead(ports, chain))
        for (let attempt = 1; attempt <= attempts; attempt++) {
          const record = linkRecord(event, { chain, after, at: now, eventId: randomness.uuid() })
          const place = chainHeadOf(record)
          if (before !== undefined && !(await before(place, attempt))) return undefined
          const [isPut] = await Promise.all([putRecord(ports, record), beside?.(place)])
          if (isPut) {
            chainHeads.remember(chain, place)
            return place
          }
          await pause(attempt)
          after = await readChainHead(ports, chain)
        }
        throw new Fault('storage-conflict')
      })
    },
  }
}
