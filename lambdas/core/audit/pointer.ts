/**
 * Pointers. A release or an erasure is recorded in the chain of its conversation. A pointer in the partition of the
 * site's day names that record, so that all records of a day can be listed. Pointers belong to no chain and prove
 * nothing. Only the records are evidence.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { AuditEventName } from '../../../contracts/audit-event.ts'
import { SiteId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from './audit.ts'

export const AuditPointer = z.strictObject({
  /** The partition of a site's pointers of one day. No chain has a name of this form. */
  chain: z.string().check(z.regex(/^[^#]+#pointers#\d{4}-\d\d-\d\d$/)),
  /** The pointer's position in that partition, ordered by the time of the record. */
  sequence: z.int(),
  /** The chain and the sequence of the record that the pointer names. */
  recordChain: z.string(),
  recordSequence: z.int(),
})
export type AuditPointer = z.infer<typeof AuditPointer>

export const eventsWithPointer: readonly AuditEventName[] = [
  'submission-retrieved',
  'history-viewed',
  'submission-erased',
  'conversation-erased',
]

/** The partition of a site's pointers for a day such as `2030-01-15`. No id can contain a `#`. */
export const pointerPartition = (siteId: string, day: string): string => `${siteId}#pointers#${day}`

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const millisecondsOfDay = 86_400_000
/** The number of positions for records of the same millisecond, so that every position is an exact integer. */
const placesPerMillisecond = 2 ** 26

/**
 * Returns the pointer to a record, or nothing if the record needs no pointer. The same record always has the same
 * pointer. If another pointer occupies its position, the next position is used.
 */
export const pointerTo = ({ event, siteId, chain, sequence, at }: AuditRecord): AuditPointer | undefined => {
  const site = SiteId.safeParse(siteId)
  const isInConversation = site.success && chain.startsWith(`${site.data}#conversation#`)
  if (!isInConversation || !eventsWithPointer.includes(event)) return undefined
  const hash = createHash('sha256').update(`${chain}#${sequence}`).digest().readUInt32BE()
  return {
    chain: pointerPartition(site.data, dayOf(at)),
    sequence: (at % millisecondsOfDay) * placesPerMillisecond + (hash % placesPerMillisecond),
    recordChain: chain,
    recordSequence: sequence,
  }
}

/** True if a row of the audit table is a pointer, not an audit record. */
export const isPointer = (row: object): boolean => {
  const { sweepAt: _, ...fields } = { sweepAt: undefined, ...row }
  return AuditPointer.safeParse(fields).success
}
