import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { conditionalWrite } from '../request/conditional-write.ts'
import { appendOnlyPut } from './chain-head.ts'

/**
 * Puts a record at its position in its chain. Returns false if another record has that position. Throws
 * `storage-failed`.
 */
export async function putRecord({ documents, tables, pause }: DynamoDbPorts, record: AuditRecord): Promise<boolean> {
  const command = new PutCommand({
    ...appendOnlyPut(tables, record),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  })
  const written = await conditionalWrite(() => documents.send(command), pause)
  // The SDK resends a request whose response was lost, so the existing item may be the record that this call put.
  return 'tookEffect' in written || written.existingItem?.eventId === record.eventId
}
