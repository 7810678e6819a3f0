/** Chains to export and to check. */
import { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { chainHeadOf, conversationChain, emptyChainHead, linkRecord } from '../../../lambdas/core/audit/audit-chain.ts'

export interface ChainWriter {
  readonly chain: string
  /** The next record of the chain. */
  next(at: number): AuditRecord
}

let eventCount = 0

export const conversationWriter = (site: string, conversation: string): ChainWriter => {
  const ids = { siteId: SiteId.parse(site), conversationId: ConversationId.parse(conversation) }
  const chain = conversationChain(ids)
  let after = emptyChainHead
  return {
    chain,
    next(at) {
      const event = { event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', ...ids } as const
      const record = linkRecord(event, { chain, after, at, eventId: `event-${eventCount++}` })
      after = chainHeadOf(record)
      return record
    },
  }
}

let nextSequenceNumber = 1_000
/** As stream events. */
export const toStreamRecords = (...records: readonly AuditRecord[]) =>
  records.map((record) => ({ sequenceNumber: String(nextSequenceNumber++), streamedAt: record.at, record }))
