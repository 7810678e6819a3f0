import type { AuditEvent, AuditLog, AuditRecord, ConversationEvent } from '../../lambdas/core/audit/audit.ts'
import {
  chainHeadOf,
  conversationChain,
  dayChain,
  emptyChainHead,
  linkRecord,
} from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead } from '../../lambdas/core/audit/chain-head.ts'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import type { Tables } from './tables.ts'

export interface Chains {
  /**
   * Appends an event to the chain of its conversation. This method is synchronous, so that a transaction can call it.
   */
  link(event: ConversationEvent): ChainHead
  /** Appends an event to one of the day's chains. */
  linkToDay(event: AuditEvent): ChainHead
}

export interface ChainsPorts {
  readonly tables: Tables
  readonly clock: Clock
  readonly randomness: Randomness
  readonly onRecorded: (record: AuditRecord) => void
}

export function memoryChains({ tables, clock, randomness, onRecorded }: ChainsPorts): Chains {
  const linkTo = (chain: string, event: AuditEvent): ChainHead => {
    const last = tables.audit.last(chain)
    const after = last === undefined ? emptyChainHead : chainHeadOf(last)
    const record = linkRecord(event, { chain, after, at: clock.now(), eventId: randomness.uuid() })
    tables.audit.append(chain, record)
    onRecorded(record)
    return chainHeadOf(record)
  }
  return {
    link: (event) => linkTo(conversationChain(event), event),
    linkToDay: (event) => linkTo(dayChain(event.siteId, clock.now(), 0), event),
  }
}

export const memoryAuditLog = (chains: Chains): AuditLog => ({
  async append(event) {
    return chains.link(event)
  },
  async record(event) {
    chains.linkToDay(event)
  },
})
