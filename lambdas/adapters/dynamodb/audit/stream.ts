/** Reads new records from events of the audit table's stream. Other events, such as a sweep, contain nothing new. */
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
        /** Epoch seconds, set by DynamoDB regardless of the item. Stand-ins may omit it. */
        ApproximateCreationDateTime: z.optional(z.number()),
        NewImage: z.optional(z.record(z.string(), Attribute)),
      }),
    }),
  ),
})

export interface StreamedRecord {
  /** Its sequence number in the stream: the same on every redelivery. */
  readonly sequenceNumber: string
  /** When it was written, by DynamoDB's clock, milliseconds: a writer cannot backdate it. */
  readonly streamedAt: number
  /** Absent when the item is not an audit record: no handler of ours wrote it, and it must not block the stream. */
  readonly record?: AuditRecord
}

/** @throws Fault `stored-item-malformed` when the event does not fit the schema */
export function auditRecordsOf(event: unknown): readonly StreamedRecord[] {
  const parsed = StreamEvent.safeParse(event)
  if (!parsed.success) throw new Fault('stored-item-malformed')
  return parsed.data.Records.flatMap(({ eventName, dynamodb }) => {
    const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: seconds, NewImage } = dynamodb
    if (eventName !== 'INSERT' || NewImage === undefined) return []
    const item = unmarshall(NewImage)
    // Pointers are written by the stream's own reader.
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
