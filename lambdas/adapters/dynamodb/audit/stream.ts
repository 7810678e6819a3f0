/**
 * Extracts the new audit records from an event of the audit table's stream. Ignores changes that add no record, for
 * example when DynamoDB sweeps an item.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { isPointer } from '../../../core/audit/pointer.ts'
import { Fault } from '../../../core/fault.ts'
import type { Item } from '../request/item-kind.ts'
import { auditItems } from './items.ts'

const Attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null)

const StreamEvent = z.object({
  Records: z.array(
    z.object({
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.object({
        SequenceNumber: z.string().check(z.regex(/^\d+$/)),
        /**
         * The time of the change, in seconds since the epoch. DynamoDB sets this time, and the item's content does not
         * affect it. Substitutes for DynamoDB may omit it.
         */
        ApproximateCreationDateTime: z.optional(z.number()),
        NewImage: z.optional(z.record(z.string(), Attribute)),
      }),
    }),
  ),
})

export interface StreamedRecord {
  /** The record's sequence number in the stream. It is the same each time the record is delivered. */
  readonly sequenceNumber: string
  /**
   * The time at which DynamoDB wrote the record, in milliseconds by DynamoDB's clock. The writer cannot backdate it.
   */
  readonly streamedAt: number
  /**
   * The parsed record. Absent if the item is not an audit record. Our functions never write such an item, but if there
   * is one, it must not block the stream.
   */
  readonly record?: AuditRecord
}

/**
 * Returns the audit records that an event of the stream reports as new.
 * @throws Fault `stored-item-malformed` if the event does not match the schema
 */
export function auditRecordsOf(event: unknown): readonly StreamedRecord[] {
  const parsed = StreamEvent.safeParse(event)
  if (!parsed.success) throw new Fault('stored-item-malformed')
  return parsed.data.Records.flatMap(({ eventName, dynamodb }) => {
    const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: seconds, NewImage } = dynamodb
    if (eventName !== 'INSERT' || NewImage === undefined) return []
    const item = unmarshall(NewImage)
    // Skip pointers, because the function that reads this stream writes them itself.
    if (isPointer(item)) return []
    const record = recordOf(item)
    const streamedAt = seconds === undefined ? (record?.at ?? 0) : seconds * 1_000
    return [{ sequenceNumber, streamedAt, ...(record && { record }) }]
  })
}

const recordOf = (item: Item): AuditRecord | undefined => {
  try {
    return auditItems.fromItem(item)
  } catch {
    return undefined
  }
}
