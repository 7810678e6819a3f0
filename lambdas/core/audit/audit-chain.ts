import { hash } from 'node:crypto'
import { hashedText } from '../../../contracts/audit-hash.ts'
import { SiteId } from '../../../contracts/identifiers.ts'
import type { AuditEvent, AuditRecord, ConversationEvent } from './audit.ts'
import type { ChainHead } from './chain-head.ts'

/** The head of a chain that has no records yet. */
export const emptyChainHead: ChainHead = { sequence: 0, hash: '0'.repeat(64) }

/** The name of a conversation's chain. Neither id can contain a `#`. */
export const conversationChain = (event: Pick<ConversationEvent, 'siteId' | 'conversationId'>): string =>
  `${event.siteId}#conversation#${event.conversationId}`

/** The number of chains among which the refusals of one site and day are distributed. */
export const dayChainCount = 16

/** The name of one of the day's chains (UTC) for people, settings and refusals. `-` stands for an unknown site. */
export const dayChain = (siteId: string | undefined, at: number, shard: number): string =>
  dayChainOf(siteId ?? '-', new Date(at).toISOString().slice(0, 10), shard)

/** The name of a day chain, for a day such as `2030-01-15`. */
export const dayChainOf = (siteId: string, day: string, shard: number): string =>
  `${siteId}#day#${day}#${String(shard).padStart(2, '0')}`

/**
 * Returns the site id in the name of a chain. Returns `-` if the chain has no known site, or if the text is not the
 * name of a chain.
 */
export const siteOfChain = (chain: string): string => {
  const site = SiteId.safeParse(chain.slice(0, Math.max(0, chain.indexOf('#'))))
  return site.success ? site.data : '-'
}

/** Returns the SHA-256 over the JSON of the fields in alphabetical order, without `hash` and undefined fields. */
export const hashOfFields = (fields: object): string => hash('sha256', hashedText(fields))

/** Returns the hash of a record. Its fields include the hash of the previous record. */
export const recordHash = (record: Omit<AuditRecord, 'hash'>): string => hashOfFields(record)

/** Makes the record that follows `after` in a chain. */
export const linkRecord = (
  event: AuditEvent,
  { chain, after, at, eventId }: { chain: string; after: ChainHead; at: number; eventId: string },
): AuditRecord => {
  const record = { ...event, chain, sequence: after.sequence + 1, at, eventId, previousHash: after.hash }
  return { ...record, hash: recordHash(record) }
}

export const chainHeadOf = ({ sequence, hash }: AuditRecord): ChainHead => ({ sequence, hash })
