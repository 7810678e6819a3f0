import { createHash } from 'node:crypto'
import { SiteId } from '../../../contracts/identifiers.ts'
import type { AuditEvent, AuditRecord, ConversationEvent } from './audit.ts'
import type { ChainHead } from './chain-head.ts'

/** The head of a chain before its first record. */
export const emptyChainHead: ChainHead = { sequence: 0, hash: '0'.repeat(64) }

/** The chain of one conversation. Neither id can contain a `#`. */
export const conversationChain = (event: Pick<ConversationEvent, 'siteId' | 'conversationId'>): string =>
  `${event.siteId}#conversation#${event.conversationId}`

/** How many chains share the refusals of one site and day. */
export const dayChainCount = 16

/** One of the day chains (UTC) for people, settings and refusals; `-` means no known site. */
export const dayChain = (siteId: string | undefined, at: number, shard: number): string =>
  dayChainOf(siteId ?? '-', new Date(at).toISOString().slice(0, 10), shard)

/** The same for a day such as `2030-01-15`. */
export const dayChainOf = (siteId: string, day: string, shard: number): string =>
  `${siteId}#day#${day}#${String(shard).padStart(2, '0')}`

/** The site of a chain; `-` when it has none, and for a text that is not the name of a chain. */
export const siteOfChain = (chain: string): string => {
  const site = SiteId.safeParse(chain.slice(0, Math.max(0, chain.indexOf('#'))))
  return site.success ? site.data : '-'
}

/** SHA-256 over the JSON of the fields in alphabetical order, without the hash itself and undefined fields. */
export const hashOfFields = (fields: object): string => {
  const sorted = Object.entries(fields)
    .filter(([name, value]) => name !== 'hash' && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/** The hash of a record, whose fields include the hash of the record before it. */
export const recordHash = (record: Omit<AuditRecord, 'hash'>): string => hashOfFields(record)

/** The record that follows `after` in a chain. */
export const linkRecord = (
  event: AuditEvent,
  { chain, after, at, eventId }: { chain: string; after: ChainHead; at: number; eventId: string },
): AuditRecord => {
  const record = { ...event, chain, sequence: after.sequence + 1, at, eventId, previousHash: after.hash }
  return { ...record, hash: recordHash(record) }
}

export const chainHeadOf = ({ sequence, hash }: AuditRecord): ChainHead => ({ sequence, hash })
