import { createHash } from 'node:crypto'
import type { AuditEvent, AuditRecord, ConversationEvent } from './audit.ts'
import type { ChainPlace } from './records.ts'

/** Before the first record of a chain. */
export const chainStart: ChainPlace = { sequence: 0, hash: '0'.repeat(64) }

/** The chain of one conversation. Neither id can hold a `#`. */
export const conversationChain = (event: Pick<ConversationEvent, 'siteId' | 'conversationId'>): string =>
  `${event.siteId}#conversation#${event.conversationId}`

/** How many chains share a site's refusals of a day. */
export const dayChains = 16

/** One of the chains of the day (UTC) for people, settings and refusals; `-` stands for no known site. */
export const dayChain = (siteId: string | undefined, at: number, shard: number): string =>
  `${siteId ?? '-'}#day#${new Date(at).toISOString().slice(0, 10)}#${String(shard).padStart(2, '0')}`

/** SHA-256 over the record's fields in alphabetical order, as JSON, with the hash of the record before it among them. */
export const recordHash = (record: Omit<AuditRecord, 'hash'>): string => {
  const sorted = Object.entries(record)
    .filter(([name, value]) => name !== 'hash' && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/** The record that follows `after` in a chain. */
export const linkRecord = (
  event: AuditEvent,
  { chain, after, at, eventId }: { chain: string; after: ChainPlace; at: number; eventId: string },
): AuditRecord => {
  const record = { ...event, chain, sequence: after.sequence + 1, at, eventId, previousHash: after.hash }
  return { ...record, hash: recordHash(record) }
}

export const placeOf = ({ sequence, hash }: AuditRecord): ChainPlace => ({ sequence, hash })
