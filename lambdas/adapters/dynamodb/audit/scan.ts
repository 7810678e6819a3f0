/**
 * Scans the whole audit table. The scan is used to verify the table, and to recover a local run after a crash. No
 * deployed function may scan the table.
 */
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { isPointer } from '../../../core/audit/pointer.ts'
import { Fault } from '../../../core/fault.ts'
import type { DynamoDbPorts } from '../ports.ts'
import type { Item } from '../request/item-kind.ts'
import { auditItems } from './items.ts'

export interface AuditTableRow {
  /** The partition key and the sort key of the row. */
  readonly chain: string
  readonly sequence: number
  /** The parsed record. Absent if the item is not an audit record, or if it is stored under another record's key. */
  readonly record?: AuditRecord
}

const Key = z.object({ chain: z.string(), sequence: z.number() })

const rowOf = (item: Item): AuditTableRow => {
  const { chain, sequence } = Key.parse(item)
  try {
    return { chain, sequence, record: auditItems.fromItem(item) }
  } catch {
    return { chain, sequence }
  }
}

/**
 * Yields every row of the audit table except pointers. The reads are strongly consistent, and the rows of each chain
 * are in order. Throws `storage-failed`.
 */
export async function* scanAuditTable({
  documents,
  tables,
}: {
  readonly documents: DynamoDbPorts['documents']
  readonly tables: Pick<DynamoDbPorts['tables'], 'audit'>
}): AsyncIterable<AuditTableRow> {
  try {
    for await (const { Items = [] } of paginateScan(
      { client: documents },
      { TableName: tables.audit, ConsistentRead: true },
    ))
      yield* Items.filter((item) => !isPointer(item)).map(rowOf)
  } catch (error) {
    throw new Fault('storage-failed', error)
  }
}
