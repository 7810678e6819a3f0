import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditTrail } from '../../../core/audit/audit.ts'
import { conversationChain } from '../../../core/audit/audit-chain.ts'
import { auditItems } from '../items.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { sendOrFault } from '../request/conditional-write.ts'
import { equals, whereKey } from '../request/expressions.ts'

export const dynamoDbAuditTrail = ({ documents, tables }: Pick<DynamoDbPorts, 'documents' | 'tables'>): AuditTrail => ({
  async listByConversation(conversation, { limit, after }) {
    const chain = conversationChain(conversation)
    const query = new QueryCommand({
      TableName: tables.audit,
      ...whereKey(equals('chain', chain)),
      ConsistentRead: true,
      // One more than asked for tells whether there is more.
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { chain, sequence: after } }),
    })
    const { Items = [] } = await sendOrFault(documents.send(query))
    const records = Items.slice(0, limit).map(auditItems.fromItem)
    const next = Items.length > limit ? records.at(-1)?.sequence : undefined
    return { records, ...(next !== undefined && { next }) }
  },
})
