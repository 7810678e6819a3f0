import type { AgentId, ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { WithAuditRecord } from '../audit/audit.ts'
import type { ConversationRecord } from './conversation.ts'

export interface ConversationRef {
  readonly siteId: SiteId
  readonly conversationId: ConversationId
}

export interface VisitorOfSite {
  readonly siteId: SiteId
  /** SHA-256 of the visitor reference. */
  readonly visitorHash: string
}

/** With `onRecord`, a write is one transaction with its audit record, so only a write that takes effect is recorded. */
export interface Conversations {
  /** Stores a new conversation; false when the id already exists. */
  open(conversation: ConversationRecord, onRecord?: WithAuditRecord): Promise<boolean>
  /**
   * Assigns an active conversation to an agent; false when it is closed. With `onRecord`, which records a transfer,
   * also false when it is already assigned to that agent. Without `visitorRef`, the stored one is kept.
   */
  assign(
    conversation: ConversationRef,
    to: { agentId: AgentId; agentIssuer: string; visitorRef?: string | undefined; now: number },
    onRecord?: WithAuditRecord,
  ): Promise<boolean>
  /**
   * Retains an active conversation, and the pointers to it, until nothing can remain of a form that was sent in it by
   * this time. Returns the stored conversation, retained or closed, or nothing when it does not exist.
   */
  extendRetention(conversation: ConversationRef, sentAt: number): Promise<ConversationRecord | undefined>
  /** Closes an active conversation; false when it is already closed. A closed conversation never reopens. */
  close(conversation: ConversationRef, closedAt: number, onRecord?: WithAuditRecord): Promise<boolean>
  /** Marks a conversation, active or closed, as erased: forms sent until then can no longer be submitted or shown. */
  erase(conversation: ConversationRef, erasedAt: number, onRecord?: WithAuditRecord): Promise<void>
  /** The conversations that ever named this visitor, by the hash of the reference, in a stable order. */
  listByVisitor(
    visitor: VisitorOfSite,
    page: { limit: number; after?: ConversationId | undefined },
  ): Promise<{ conversationIds: readonly ConversationId[]; next?: ConversationId }>
}
