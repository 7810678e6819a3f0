import { Fault } from '../fault.ts'
import type { AuditLog, AuditRecord, AuditTrail, ConversationEvent } from './audit.ts'
import { chainHeadOf, emptyChainHead } from './audit-chain.ts'
import type { ChainHead } from './chain-head.ts'

const recordsPerPage = 100
const attempts = 20

/** Reads the records of a conversation's chain after a position. */
export async function recordsAfter(
  trail: Pick<AuditTrail, 'listByConversation'>,
  conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>,
  after: ChainHead = emptyChainHead,
): Promise<readonly AuditRecord[]> {
  const found: AuditRecord[] = []
  for (let next: number | undefined = after.sequence; next !== undefined; ) {
    const page = await trail.listByConversation(conversation, {
      limit: recordsPerPage,
      ...(next > 0 && { after: next }),
    })
    found.push(...page.records)
    next = page.next
  }
  return found
}

/**
 * Appends the event of a change that a conversation can have only once, unless the chain already has it. Completes a
 * change whose record is missing because a process ended, or runs at the same time as another request for it. Calls
 * `onRecords` with all records of the chain, and again with those that were appended meanwhile. Throws `audit-failed`.
 */
export async function ensureRecorded(
  {
    audit,
    trail,
  }: { readonly audit: Pick<AuditLog, 'appendAt'>; readonly trail: Pick<AuditTrail, 'listByConversation'> },
  event: ConversationEvent,
  onRecords: (records: readonly AuditRecord[]) => Promise<void> = async () => {},
): Promise<void> {
  let head = emptyChainHead
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const records = await recordsAfter(trail, event, head)
    const last = records.at(-1)
    if (last !== undefined) head = chainHeadOf(last)
    const isRecorded = records.some((record) => record.event === event.event)
    const [place] = await Promise.all([isRecorded ? head : audit.appendAt(event, head), onRecords(records)])
    if (place !== undefined) return
  }
  throw new Fault('audit-failed')
}
