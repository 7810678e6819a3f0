import * as z from 'zod/mini'
import { AgentId, ConversationId, SiteId } from '../../../contracts/identifiers.ts'

export const ConversationRecord = z.strictObject({
  siteId: SiteId,
  conversationId: ConversationId,
  state: z.enum(['active', 'closed']),
  /** The agent to whom the conversation is assigned. A person is identified by issuer and subject together. */
  agentId: AgentId,
  agentIssuer: z.string(),
  visitorRef: z.optional(z.string()),
  openedAt: z.int(),
  closedAt: z.optional(z.int()),
  erasedAt: z.optional(z.int()),
})
export type ConversationRecord = z.infer<typeof ConversationRecord>
