import type { Conversations } from '../../lambdas/core/storage.ts'
import { keyOf, type Tables } from './tables.ts'

export const worldConversations = ({ conversations }: Tables): Conversations => ({
  async open(conversation) {
    const key = keyOf.conversation(conversation)
    if (conversations.has(key)) return false
    conversations.put(key, conversation)
    return true
  },

  async assign(conversation, { agentId, visitorRef }) {
    const key = keyOf.conversation(conversation)
    const stored = conversations.get(key)
    if (stored?.state !== 'active') return false
    conversations.put(key, { ...stored, agentId, ...(visitorRef !== undefined && { visitorRef }) })
    return true
  },

  async close(conversation, closedAt) {
    const key = keyOf.conversation(conversation)
    const stored = conversations.get(key)
    if (stored?.state !== 'active') return false
    conversations.put(key, { ...stored, state: 'closed', closedAt })
    return true
  },
})
