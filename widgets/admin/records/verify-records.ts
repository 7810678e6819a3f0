/**
 * Verifies the hash chain of the audit records that the page shows. This proves that no shown record was changed and that no record
 * between two shown neighbours of one chain was replaced. It does not prove that the list is complete: a chain that was cut off at
 * its end, or written again from its beginning, also verifies. The checkpoints prove that (docs/audit.md).
 */
import { hashedText } from '../../../contracts/audit-hash.ts'

export interface VerifiableEvent {
  readonly eventId: string
  readonly hash: string
  readonly record?: Readonly<Record<string, string | number>> | undefined
}

export interface Verification {
  /** The number of records whose content has the hash that the record names. */
  readonly intact: number
  /** The number of records that contain the hash of the record before them, which is shown, too. */
  readonly linked: number
  /** The number of chains to which the shown records belong. */
  readonly chains: number
  /** The ids of the events whose record was changed, or does not follow the record before it. */
  readonly broken: ReadonlySet<string>
}

const firstPreviousHash = '0'.repeat(64)

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const verifyRecords = async (events: readonly VerifiableEvent[]): Promise<Verification> => {
  const broken = new Set<string>()
  const byPosition = new Map<string, VerifiableEvent>()
  const position = (chain: unknown, sequence: number) => `${String(chain)} ${sequence}`
  let intact = 0
  for (const event of events) {
    const { record = {}, hash, eventId } = event
    const isIntact = record.eventId === eventId && record.hash === hash && (await sha256(hashedText(record))) === hash
    if (isIntact) intact += 1
    else broken.add(eventId)
    byPosition.set(position(record.chain, Number(record.sequence)), event)
  }
  let linked = 0
  for (const { record = {}, eventId } of events) {
    const sequence = Number(record.sequence)
    const before = sequence === 1 ? firstPreviousHash : byPosition.get(position(record.chain, sequence - 1))?.hash
    if (before === undefined) continue
    if (record.previousHash !== before) broken.add(eventId)
    else if (sequence > 1) linked += 1
  }
  return { intact, linked, chains: new Set(events.map(({ record }) => record?.chain)).size, broken }
}
