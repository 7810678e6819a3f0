import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditTrail, DayEntry } from '../../../core/audit/audit.ts'
import { conversationChain, dayChainOf } from '../../../core/audit/audit-chain.ts'
import { pointerPartition } from '../../../core/audit/pointer.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { batchGet, itemRequest } from '../request/batch-get.ts'
import { sendOrFault } from '../request/conditional-write.ts'
import { equals, whereKey } from '../request/expressions.ts'
import type { Item } from '../request/item-kind.ts'
import { auditItems, auditPointerItems } from './items.ts'

interface Page {
  readonly limit: number
  readonly after?: number | undefined
}

type AuditTrailPorts = Pick<DynamoDbPorts, 'documents' | 'tables' | 'pause'>

export const dynamoDbAuditTrail = (ports: AuditTrailPorts): AuditTrail => {
  const { documents, tables } = ports

  const list = async <Row extends { readonly sequence: number }>(
    chain: string,
    { limit, after }: Page,
    fromItem: (item: Item) => Row,
  ): Promise<{ rows: readonly Row[]; next?: number }> => {
    const query = new QueryCommand({
      TableName: tables.audit,
      ...whereKey(equals('chain', chain)),
      ConsistentRead: true,
      // Request one extra item, which shows whether another page follows.
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { chain, sequence: after } }),
    })
    const { Items = [] } = await sendOrFault(documents.send(query))
    const rows = Items.slice(0, limit).map(fromItem)
    const next = Items.length > limit ? rows.at(-1)?.sequence : undefined
    return { rows, ...(next !== undefined && { next }) }
  }

  const listPointed = async (chain: string, page: Page): Promise<{ entries: readonly DayEntry[]; next?: number }> => {
    const { rows, ...rest } = await list(chain, page, auditPointerItems.fromItem)
    const requests = rows.map(({ recordChain, recordSequence }) =>
      itemRequest(auditItems, { chain: recordChain, sequence: recordSequence }),
    )
    const found = await batchGet(ports, requests)
    const entries = rows.map(({ sequence }, index) => {
      const record = found(requests[index])
      return { sequence, ...(record !== undefined && { record }) }
    })
    return { entries, ...rest }
  }

  return {
    async listByConversation(conversation, page) {
      const { rows, ...rest } = await list(conversationChain(conversation), page, auditItems.fromItem)
      return { records: rows, ...rest }
    },

    async listByDay({ siteId, day, of }, page) {
      if (of === 'pointers') return await listPointed(pointerPartition(siteId, day), page)
      const { rows, ...rest } = await list(dayChainOf(siteId, day, of), page, auditItems.fromItem)
      return { entries: rows.map((record) => ({ sequence: record.sequence, record })), ...rest }
    },
  }
}
