/**
 * Pointers: for each release and each erasure, recorded in the chain of its conversation, a row under the site's day
 * that names the record. They make a day readable in one list. They belong to no chain and prove nothing; the records
 * do.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { AuditEventName } from '../../../contracts/audit-event.ts'
import { SiteId } from '../../../contracts/identifiers.ts'
import type { AuditRecord } from './audit.ts'

export const AuditPointer = z.strictObject({
  /** The partition of the site's day: no chain has such a name. */
  chain: z.string().check(z.regex(/^[^#]+#pointers#\d{4}-\d\d-\d\d$/)),
  /** Its position in that partition, by the time of the record. */
  sequence: z.int(),
  /** The position of the record. */
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

/** The partition of a site's pointers of a day, such as `2030-01-15`. No id can contain a `#`. */
export const pointerPartition = (siteId: string, day: string): string => `${siteId}#pointers#${day}`

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const millisecondsOfDay = 86_400_000
/** Places for the records of one millisecond: the rest of the range in which a number is exact. */
const placesPerMillisecond = 2 ** 26

/**
 * The pointer to a record; nothing when it needs none. The same record always has the same pointer. When another
 * pointer occupies its position, it takes the next one.
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

/** Whether a row of the audit table is a pointer, not an audit record. */
export const isPointer = (row: object): boolean => {
  const { sweepAt: _, ...fields } = { sweepAt: undefined, ...row }
  return AuditPointer.safeParse(fields).success
}
