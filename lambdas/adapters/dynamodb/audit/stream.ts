/** What the stream of the audit table hands to its readers: new records. Others (a sweeping) tell nothing that is new. */
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
        /** Epoch seconds; DynamoDB's own, whatever the item says. Stand-ins may not know it. */
        ApproximateCreationDateTime: z.optional(z.number()),
        NewImage: z.optional(z.record(z.string(), Attribute)),
      }),
    }),
  ),
})

export interface StreamedRecord {
  /** Its place in the stream: the same however often the stream hands it out. */
  readonly sequenceNumber: string
  /** When it was written, by DynamoDB's clock, milliseconds: nobody who writes can date it back. */
  readonly streamedAt: number
  /** Absent when what was put into the table is no audit record: no handler of ours wrote it, and it holds nobody up. */
  readonly record?: AuditRecord
}

/** @throws Fault `stored-item-malformed` when the event is not what it should be */
export function auditRecordsOf(event: unknown): readonly StreamedRecord[] {
  const parsed = StreamEvent.safeParse(event)
  if (!parsed.success) throw new Fault('stored-item-malformed')
  return parsed.data.Records.flatMap(({ eventName, dynamodb }) => {
    const { SequenceNumber: sequenceNumber, ApproximateCreationDateTime: seconds, NewImage } = dynamodb
    if (eventName !== 'INSERT' || NewImage === undefined) return []
    const item = unmarshall(NewImage)
    // What the stream's own reader has written.
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
