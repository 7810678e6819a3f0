import type { AuditTrail } from '../../lambdas/core/audit/audit.ts'
import { conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { Tables } from './tables.ts'

export const memoryAuditTrail = ({ audit }: Tables): AuditTrail => ({
  async listByConversation(conversation, { limit, after = 0 }) {
    const rest = (audit.get(conversationChain(conversation)) ?? []).filter(({ sequence }) => sequence > after)
    const records = rest.slice(0, limit)
    const last = records.at(-1)
    return rest.length > records.length && last !== undefined ? { records, next: last.sequence } : { records }
  },
})
