/**
 * A transaction that also writes one audit record per event. The transaction is retried only if DynamoDB definitely
 * cancelled it. Each retry has a new token and new records. If only the response is lost, the SDK resends the request
 * with the same token.
 */
import type { SiteId } from '../../../../contracts/identifiers.ts'
import type { AuditEvent, ConversationEvent } from '../../../core/audit/audit.ts'
import { chainHeadOf, conversationChain, dayChain, dayChainCount, linkRecord } from '../../../core/audit/audit-chain.ts'
import type { ChainHead, ChainHint } from '../../../core/audit/chain-head.ts'
import { Fault } from '../../../core/fault.ts'
import type { Randomness } from '../../../core/randomness.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { jitteredPause } from '../request/jittered-pause.ts'
import { conditionFailed, type TransactItem, transactWrite } from '../request/transact-write.ts'
import { appendOnlyPut, chainStart, readChainHead, recordCheck } from './chain-head.ts'
import { type ChainHeadCache, chainHeadCache } from './chain-head-cache.ts'

export interface TransactionPorts extends DynamoDbPorts {
  readonly randomness: Randomness
  /** The cache of chain heads. The audit log uses the same cache if it runs in the same process. */
  readonly chainHeads?: ChainHeadCache
}

/** One item of the transaction, and the refusal to return if the item's condition fails. */
export interface TransactionPart<Word extends string> {
  readonly item: TransactItem
  readonly refusedBy?: Word
}

export interface AuditedTransaction<Word extends string> {
  /** The events of one conversation, in the order of their records. */
  readonly events: readonly [ConversationEvent, ...ConversationEvent[]]
  readonly after: ChainHint | undefined
  readonly now: number
  /**
   * The items of the transaction. The first item whose condition fails determines the refusal. `head` is the chain head
   * after the last of the audit records.
   */
  parts(head: ChainHead): readonly TransactionPart<Word>[]
}

/** A transaction whose audit records go to one of the site's day chains. */
export interface DayTransaction<Word extends string> {
  readonly siteId: SiteId
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly now: number
  readonly parts: readonly TransactionPart<Word>[]
}

type CommitResult<Word extends string> = { readonly committed: ChainHead } | { readonly refusedBy: Word }

const attempts = 20

/**
 * Cancellation codes that allow a retry. They mean that another request is writing one of the items, or that the table
 * is throttled.
 */
const transientCodes = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
])

export function auditedTransactions(ports: TransactionPorts) {
  const { tables, randomness, pause = jitteredPause, chainHeads = chainHeadCache() } = ports

  /**
   * Makes an audit record of each event. The records follow each other in the chain. Returns the records and the chain
   * head after the last one.
   */
  const link = (events: readonly AuditEvent[], to: { chain: string; after: ChainHead; at: number }) => {
    let head = to.after
    const records = events.map((event) => {
      const record = linkRecord(event, { ...to, after: head, eventId: randomness.uuid() })
      head = chainHeadOf(record)
      return record
    })
    return { records, head }
  }

  /**
   * Commits the transaction as a whole. Throws `storage-failed` if the outcome is unknown, and `storage-conflict` if
   * every attempt fails.
   */
  const commit = <Word extends string>(transaction: AuditedTransaction<Word>): Promise<CommitResult<Word>> =>
    commitTo(conversationChain(transaction.events[0]), transaction)

  /**
   * Commits the parts and their audit records. The records go to one of the site's day chains. Throws the same faults
   * as `commit`.
   */
  const commitToDay = <Word extends string>({ siteId, parts, ...rest }: DayTransaction<Word>) => {
    const shard = (randomness.bytes(1)[0] ?? 0) % dayChainCount
    const chain = dayChain(siteId, rest.now, shard)
    return commitTo(chain, { ...rest, after: undefined, parts: () => parts })
  }

  const commitTo = <Word extends string>(
    chain: string,
    {
      events,
      after,
      now,
      parts,
    }: Omit<AuditedTransaction<Word>, 'events'> & { readonly events: readonly AuditEvent[] },
  ): Promise<CommitResult<Word>> =>
    chainHeads.runExclusive(chain, async (remembered) => {
      let start = await chainStart(ports, chain, { hint: after, remembered })
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const { records, head } = link(events, { chain, after: start.head, at: now })
        const guarded = parts(head)
        const puts = records.map((record) => ({ Put: appendOnlyPut(tables, record) }))
        const checks = start.isVerified ? [] : [recordCheck(tables, chain, start.head)]
        const codes = await transactWrite(ports, [...guarded.map(({ item }) => item), ...checks, ...puts])
        if (codes === undefined) {
          chainHeads.remember(chain, head)
          return { committed: head }
        }
        const refusing = guarded.find(({ refusedBy }, index) => refusedBy && codes[index] === conditionFailed)
        if (refusing?.refusedBy) return { refusedBy: refusing.refusedBy }
        const isOvertaken = codes.slice(guarded.length).includes(conditionFailed)
        if (!isOvertaken && !codes.some((code) => transientCodes.has(code))) throw new Fault('storage-failed')
        await pause(attempt)
        if (isOvertaken) start = { head: await readChainHead(ports, chain), isVerified: true }
      }
      throw new Fault('storage-conflict')
    })

  return { commit, commitToDay }
}
