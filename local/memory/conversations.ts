import type { ConversationId, SiteId } from '../../contracts/identifiers.ts'
import type { Conversations } from '../../lambdas/core/conversations/conversations.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import type { Chains } from './audit.ts'
import { keyOf, type Tables } from './tables.ts'

export const memoryConversations = (tables: Tables, chains: Chains): Conversations => {
  const { conversations, visitors } = tables
  const point = (siteId: SiteId, conversationId: ConversationId, visitorRef: string | undefined) => {
    if (visitorRef === undefined) return
    const key = keyOf.visitor({ siteId, visitorHash: hashOf(visitorRef) })
    visitors.put(key, [...new Set([...(visitors.get(key) ?? []), conversationId])].sort())
  }
  return {
    async open(conversation) {
      const key = keyOf.conversation(conversation)
      point(conversation.siteId, conversation.conversationId, conversation.visitorRef)
      if (conversations.has(key)) return false
      conversations.put(key, conversation)
      return true
    },

    async assign(conversation, { agentId, agentIssuer, visitorRef }, onRecord) {
      const key = keyOf.conversation(conversation)
      const stored = conversations.get(key)
      point(conversation.siteId, conversation.conversationId, visitorRef)
      const isTheirs = stored?.agentId === agentId && stored.agentIssuer === agentIssuer
      if (stored?.state !== 'active' || (onRecord !== undefined && isTheirs)) return false
      if (onRecord !== undefined) chains.link(onRecord.event)
      conversations.put(key, { ...stored, agentId, agentIssuer, ...(visitorRef !== undefined && { visitorRef }) })
      return true
    },

    async extendRetention(conversation) {
      return conversations.get(keyOf.conversation(conversation))
    },

    async close(conversation, closedAt) {
      const key = keyOf.conversation(conversation)
      const stored = conversations.get(key)
      if (stored?.state !== 'active') return false
      conversations.put(key, { ...stored, state: 'closed', closedAt })
      return true
    },

    async erase(conversation, erasedAt, onRecord) {
      const key = keyOf.conversation(conversation)
      const stored = conversations.get(key)
      if (stored === undefined || (stored.erasedAt ?? 0) >= erasedAt) return
      if (onRecord !== undefined) chains.link(onRecord.event)
      conversations.put(key, { ...stored, erasedAt })
    },

    async listByVisitor(visitor, { limit, after }) {
      const rest = (visitors.get(keyOf.visitor(visitor)) ?? []).filter((id) => after === undefined || id > after)
      const conversationIds = rest.slice(0, limit)
      const last = conversationIds.at(-1)
      return rest.length > limit && last !== undefined ? { conversationIds, next: last } : { conversationIds }
    },
  }
}
