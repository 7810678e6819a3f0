import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { chainHeadOf, emptyChainHead } from '../../../core/audit/audit-chain.ts'
import type { ChainHead } from '../../../core/audit/chain-head.ts'
import { auditItems } from '../items.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { sendOrFault } from '../request/conditional-write.ts'
import { equals, isAbsent, onCondition, whereKey } from '../request/expressions.ts'
import type { TableNames } from '../tables.ts'
import { retentionSweepAt } from '../time-to-live.ts'

/** The head of a chain now, by a consistent read. */
export async function readChainHead(
  { documents, tables }: Pick<DynamoDbPorts, 'documents' | 'tables'>,
  chain: string,
): Promise<ChainHead> {
  const query = new QueryCommand({
    TableName: tables.audit,
    ...whereKey(equals('chain', chain)),
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  })
  const { Items: [last] = [] } = await sendOrFault(documents.send(query))
  return last === undefined ? emptyChainHead : chainHeadOf(auditItems.fromItem(last))
}

/** The put of a record at a place in the chain that is free: this makes the log append-only. */
export const appendOnlyPut = (tables: TableNames, record: AuditRecord) => ({
  TableName: tables.audit,
  Item: auditItems.toItem(record, retentionSweepAt(record.at)),
  ...onCondition(isAbsent('chain')),
})
