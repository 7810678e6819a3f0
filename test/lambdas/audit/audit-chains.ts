/** Chains to export and to check. */
import { ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from '../../../lambdas/core/audit/audit.ts'
import { chainStart, conversationChain, linkRecord, placeOf } from '../../../lambdas/core/audit/audit-chain.ts'

export interface ChainWriter {
  readonly chain: string
  /** The next record of the chain. */
  next(at: number): AuditRecord
}

let made = 0

export const conversationWriter = (site: string, conversation: string): ChainWriter => {
  const ids = { siteId: SiteId.parse(site), conversationId: ConversationId.parse(conversation) }
  const chain = conversationChain(ids)
  let after = chainStart
  return {
    chain,
    next(at) {
      const event = { event: 'form-sent', actor: 'agent:agent-7', outcome: 'done', ...ids } as const
      const record = linkRecord(event, { chain, after, at, eventId: `event-${made++}` })
      after = placeOf(record)
      return record
    },
  }
}

let place = 1_000
/** As the stream hands them out. */
export const streamed = (...records: readonly AuditRecord[]) =>
  records.map((record) => ({ sequenceNumber: String(place++), streamedAt: record.at, record }))
