/**
 * Extracts the new records from an event of the audit table's stream. Ignores changes that add none, such as a sweep.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { isPointer } from '../../../core/audit/pointer.ts'
import { Fault } from '../../../core/fault.ts'
import { auditItems } from '../items.ts'
import type { Item } from '../request/item-kind.ts'

const Attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null)

const StreamEvent = z.object({
  Records: z.array(
    z.object({
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.object({
        SequenceNumber: z.string().check(z.regex(/^\d+$/)),
        /**
         * Seconds since the epoch, set by DynamoDB, independent of the item's content. DynamoDB's stand-ins may omit
         * it.
         */
        ApproximateCreationDateTime: z.optional(z.number()),
        NewImage: z.optional(z.record(z.string(), Attribute)),
      }),
    }),
  ),
})

export interface StreamedRecord {
  /** The record's sequence number in the stream: the same each time it is delivered. */
  readonly sequenceNumber: string
  /** When DynamoDB wrote the record, by its own clock, in milliseconds. The writer cannot backdate it. */
  readonly streamedAt: number
  /**
   * The parsed record; absent if the item is not an audit record. None of our functions wrote such an item, and it must
   * not block the stream.
   */
  readonly record?: AuditRecord
}

/** @throws Fault `stored-item-malformed` if the event does not match the schema */
export function auditRecordsOf(event: unknown): readonly StreamedRecord[] {
  const parsed = StreamEvent.safeParse(event)
  if (!parsed.success) throw new Fault('stored-item-malformed')
  return parsed.data.Records.flatMap(({ eventName, dynamodb }) => {
    const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: seconds, NewImage } = dynamodb
    if (eventName !== 'INSERT' || NewImage === undefined) return []
    const item = unmarshall(NewImage)
    // The function that reads this stream writes the pointers itself.
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
