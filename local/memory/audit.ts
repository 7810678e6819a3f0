import type {
  AuditEvent,
  AuditLog,
  AuditRecord,
  ConversationEvent,
  WithAuditRecord,
} from '../../lambdas/core/audit/audit.ts'
import {
  chainHeadOf,
  conversationChain,
  dayChain,
  emptyChainHead,
  linkRecord,
} from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead, DatedChainHead } from '../../lambdas/core/audit/chain-head.ts'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import type { Tables } from './tables.ts'

export interface Chains {
  /**
   * Appends an event to the chain of its conversation. This method is synchronous, so that a transaction can call it.
   */
  link(event: ConversationEvent): ChainHead
  /** Returns the chain head of a conversation. */
  head(conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>): DatedChainHead
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
    head(conversation) {
      const last = tables.audit.last(conversationChain(conversation))
      return last === undefined ? emptyChainHead : { ...chainHeadOf(last), at: last.at }
    },
    link: (event) => linkTo(conversationChain(event), event),
    linkToDay: (event) => linkTo(dayChain(event.siteId, clock.now(), 0), event),
  }
}

export const memoryAuditLog = (chains: Chains): AuditLog => ({
  async head(conversation) {
    return chains.head(conversation)
  },
  async append(event) {
    return chains.link(event)
  },
  async appendAt(event, after) {
    return chains.head(event).sequence === after.sequence ? chains.link(event) : undefined
  },
  async record(event) {
    chains.linkToDay(event)
  },
})

/** The MAC of a position, as a field of the record that is stored with it. */
export const macOf = ({ authenticate }: Pick<WithAuditRecord, 'authenticate'>, place: ChainHead) =>
  authenticate === undefined ? {} : { chainMac: authenticate(place) }
