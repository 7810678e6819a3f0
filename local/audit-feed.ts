import { auditRecordsOf } from '../lambdas/adapters/dynamodb/audit/stream.ts'
import type { AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Change } from './embedded-dynamodb/change-feed.ts'

/** Returns the audit records in a change, as a deployment's stream readers do. */
export const auditRecordsIn = ({ oldItem, newItem }: Change): readonly AuditRecord[] => {
  const eventName = oldItem === undefined ? 'INSERT' : newItem === undefined ? 'REMOVE' : 'MODIFY'
  const dynamodb = { SequenceNumber: '0', ...(newItem !== undefined && { NewImage: newItem }) }
  return auditRecordsOf({ Records: [{ eventName, dynamodb }] }).flatMap(({ record }) => record ?? [])
}
