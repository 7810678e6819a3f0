import type { AgentId, ConversationId, SiteId } from '../../../contracts/identifiers.ts'
import type { OnRecord } from '../audit/audit.ts'
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

/** With `onRecord`, a write is one transaction with its audit record: what does not take effect is not on record as done. */
export interface Conversations {
  /** Stores a new conversation; false when there is one of that id already. */
  open(conversation: ConversationRecord, onRecord?: OnRecord): Promise<boolean>
  /**
   * Assigns an active conversation to an agent; false when it is closed, and with `onRecord`, which is of a transfer, also when it is
   * theirs already. `visitorRef` is kept when absent.
   */
  assign(
    conversation: ConversationRef,
    to: { agentId: AgentId; agentIssuer: string; visitorRef?: string | undefined; now: number },
    onRecord?: OnRecord,
  ): Promise<boolean>
  /**
   * Keeps an active conversation, and what leads to it, until nothing can be left of a form that was sent in it by this time.
   * Answers with the conversation as it stands, kept or closed, or with nothing when there is none.
   */
  extendRetention(conversation: ConversationRef, sentAt: number): Promise<ConversationRecord | undefined>
  /** Closes an active conversation; false when it was closed already. A closed one never reopens. */
  close(conversation: ConversationRef, closedAt: number, onRecord?: OnRecord): Promise<boolean>
  /** Marks an active or closed conversation: of what was sent in it until then nothing is submitted or shown any more. */
  erase(conversation: ConversationRef, erasedAt: number, onRecord?: OnRecord): Promise<void>
  /** The conversations that this visitor was ever named in, by the hash of the reference, in a stable order. */
  listByVisitor(
    visitor: VisitorOfSite,
    page: { limit: number; after?: ConversationId | undefined },
  ): Promise<{ conversationIds: readonly ConversationId[]; next?: ConversationId }>
}
