import type { AuditEvent, AuditLog, AuditRecord, ConversationEvent } from '../../lambdas/core/audit/audit.ts'
import { chainStart, conversationChain, dayChain, linkRecord, placeOf } from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainPlace } from '../../lambdas/core/audit/chain-head.ts'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import type { Tables } from './tables.ts'

export interface Chains {
  /** Links an event to the end of its conversation's chain. Synchronous, so that a transaction can do it. */
  link(event: ConversationEvent): ChainPlace
  /** Links an event to a chain of the day. */
  linkToDay(event: AuditEvent): ChainPlace
}

export interface ChainsPorts {
  readonly tables: Tables
  readonly clock: Clock
  readonly randomness: Randomness
  readonly recorded: (record: AuditRecord) => void
}

export function worldChains({ tables, clock, randomness, recorded }: ChainsPorts): Chains {
  const linkTo = (chain: string, event: AuditEvent): ChainPlace => {
    const records = tables.audit.get(chain) ?? []
    const last = records.at(-1)
    const after = last === undefined ? chainStart : placeOf(last)
    const record = linkRecord(event, { chain, after, at: clock.now(), eventId: randomness.uuid() })
    tables.audit.put(chain, [...records, record])
    recorded(record)
    return placeOf(record)
  }
  return {
    link: (event) => linkTo(conversationChain(event), event),
    linkToDay: (event) => linkTo(dayChain(event.siteId, clock.now(), 0), event),
  }
}

export const worldAudit = (chains: Chains): AuditLog => ({
  async append(event) {
    return chains.link(event)
  },
  async note(event) {
    chains.linkToDay(event)
  },
})
