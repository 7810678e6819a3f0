import type { AgentId, ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../audit/audit.ts'
import { hours } from '../time.ts'
import type { ConversationRecord } from './conversation.ts'

/**
 * A conversation is retained as if its last form were sent this many milliseconds after it was opened or assigned. Only
 * a form that is sent later extends the retention.
 */
export const retainedAheadMs = hours(24)

export interface ConversationRef {
  readonly siteId: SiteId
  readonly conversationId: ConversationId
}

export interface VisitorOfSite {
  readonly siteId: SiteId
  /** The SHA-256 of the visitor reference. */
  readonly visitorHash: string
}

/**
 * The port to stored conversations. With `onRecord`, a write and its audit record are one transaction, so the record is
 * stored if and only if the write takes effect.
 */
export interface Conversations {
  /** Stores a new conversation. Returns false if the id already exists. The caller records the opening afterwards. */
  open(conversation: ConversationRecord): Promise<boolean>
  /**
   * Assigns an active conversation to an agent. Returns false if the conversation is closed. With `onRecord`, which
   * records a transfer, also returns false if the conversation is already assigned to that agent. Without `visitorRef`,
   * the stored reference is kept.
   */
  assign(
    conversation: ConversationRef,
    to: { agentId: AgentId; agentIssuer: string; visitorRef?: string | undefined; now: number },
    onRecord?: WithAuditRecord,
  ): Promise<boolean>
  /**
   * Extends the retention of an active conversation and of the pointers to it. They are then retained longer than a
   * form sent in the conversation at this time and its submission. Returns the stored conversation, even if it is
   * closed, or nothing if it does not exist.
   */
  extendRetention(conversation: ConversationRef, sentAt: number): Promise<ConversationRecord | undefined>
  /**
   * Closes an active conversation. Returns false if it is already closed or does not exist. A closed conversation never
   * reopens. The caller records the closing afterwards.
   */
  close(conversation: ConversationRef, closedAt: number): Promise<boolean>
  /**
   * Marks an active or closed conversation as erased. The forms that were sent in it until `erasedAt` can then no
   * longer be submitted or shown.
   */
  erase(conversation: ConversationRef, erasedAt: number, onRecord?: WithAuditRecord): Promise<void>
  /** Lists the conversations that ever named this visitor, by the hash of the reference, in a stable order. */
  listByVisitor(
    visitor: VisitorOfSite,
    page: { limit: number; after?: ConversationId | undefined },
  ): Promise<{ conversationIds: readonly ConversationId[]; next?: ConversationId }>
}
