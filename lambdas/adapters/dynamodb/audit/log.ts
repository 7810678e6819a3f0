import { setTimeout } from 'node:timers/promises'
import type { AuditEvent, AuditLog } from '../../../core/audit/audit.ts'
import { chainHeadOf, conversationChain, dayChain, dayChainCount, linkRecord } from '../../../core/audit/audit-chain.ts'
import type { ChainHead, ChainHint } from '../../../core/audit/chain-head.ts'
import type { Clock } from '../../../core/clock.ts'
import { Fault } from '../../../core/fault.ts'
import type { Randomness } from '../../../core/randomness.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { jitteredPause } from '../request/jittered-pause.ts'
import { transactWrite } from '../request/transact-write.ts'
import { appendOnlyPut, chainStart, readChainHead, recordCheck } from './chain-head.ts'
import { type ChainHeadCache, chainHeadCache } from './chain-head-cache.ts'
import { putRecord } from './put-record.ts'

export interface AuditLogPorts extends DynamoDbPorts {
  readonly clock: Clock
  readonly randomness: Randomness
  /** The cache of chain heads. The vault's transactions use the same cache if they run in the same process. */
  readonly chainHeads?: ChainHeadCache
}

const attempts = 30

export function dynamoDbAuditLog(ports: AuditLogPorts): AuditLog {
  const { tables, clock, randomness, pause = jitteredPause, chainHeads = chainHeadCache() } = ports

  /**
   * Puts the event at the position after the given chain head. Returns the new chain head, or nothing if another record
   * already has that position.
   */
  const put = async (event: AuditEvent, chain: string, after: ChainHead): Promise<ChainHead | undefined> => {
    const record = linkRecord(event, { chain, after, at: clock.now(), eventId: randomness.uuid() })
    if (!(await putRecord(ports, record))) return undefined
    chainHeads.remember(chain, chainHeadOf(record))
    return chainHeadOf(record)
  }

  /**
   * Puts the event after an unverified hint. The same transaction checks that the hinted record exists. Returns the
   * same as `put`.
   */
  const putAfterHint = async (event: AuditEvent, chain: string, hint: ChainHead): Promise<ChainHead | undefined> => {
    const record = linkRecord(event, { chain, after: hint, at: clock.now(), eventId: randomness.uuid() })
    const refused = await transactWrite(ports, [
      recordCheck(tables, chain, hint),
      { Put: appendOnlyPut(tables, record) },
    ])
    if (refused !== undefined) return undefined
    chainHeads.remember(chain, chainHeadOf(record))
    return chainHeadOf(record)
  }

  const appendTo = (chain: string, event: AuditEvent, hint: ChainHint | undefined): Promise<ChainHead> =>
    chainHeads.runExclusive(chain, async (remembered) => {
      let { head: after, isVerified } = await chainStart(ports, chain, { hint, remembered })
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const head = await (isVerified ? put : putAfterHint)(event, chain, after)
        if (head !== undefined) return head
        await pause(attempt)
        after = await readChainHead(ports, chain)
        isVerified = true
      }
      throw new Fault('audit-failed')
    })

  const shard = (): number => (randomness.bytes(1)[0] ?? 0) % dayChainCount

  const recordOnFreeChain = async (event: AuditEvent): Promise<void> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const chain = dayChain(event.siteId, clock.now(), shard())
      const head = await chainHeads.runExclusive(chain, async (remembered) => {
        return await put(event, chain, remembered ?? (await readChainHead(ports, chain)))
      })
      if (head !== undefined) return
      chainHeads.forget(chain)
      await pause(attempt)
    }
    throw new Fault('audit-failed')
  }

  return {
    head: (conversation) => orAuditFault(readChainHead(ports, conversationChain(conversation))),
    append: (event, after) => orAuditFault(appendTo(conversationChain(event), event, after)),
    appendAt: (event, after) => {
      const chain = conversationChain(event)
      return orAuditFault(chainHeads.runExclusive(chain, () => put(event, chain, after)))
    },
    record: (event, limit) =>
      orAuditFault(
        limit === undefined ? recordOnFreeChain(event) : withinTime(limit.withinMs, recordOnFreeChain(event)),
      ),
  }
}

/**
 * Waits for the work. Rejects if the time runs out first. In that case, the work continues, but its result is ignored.
 */
const withinTime = async (milliseconds: number, work: Promise<void>): Promise<void> => {
  const stop = new AbortController()
  const isTooLate = setTimeout(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Fault('audit-failed')
  })
  try {
    await Promise.race([work, isTooLate])
  } finally {
    stop.abort()
    isTooLate.catch(() => undefined)
    work.catch(() => undefined)
  }
}

const orAuditFault = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work
  } catch (error) {
    throw new Fault('audit-failed', error)
  }
}
