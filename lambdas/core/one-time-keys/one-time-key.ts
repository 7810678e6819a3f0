import { createHash } from 'node:crypto'
import { type KeyAction, keyPrefix } from '../../../contracts/one-time-key.ts'
import type { Randomness } from '../randomness.ts'
import { isBoundTo, type KeyClaim } from './key-claim.ts'
import type { KeyRecord } from './key-record.ts'
import { openKeyMac } from './open-key-mac.ts'

/** SHA-256, hex. The only form in which a key or a visitor secret is stored or compared. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** A key on its way to the one who may use it, and what the service keeps of it. */
export interface MintedKey {
  readonly secret: string
  readonly record: KeyRecord
}

/** Mints a key for one action on one form: 256 random bits behind the prefix of its kind. */
export const mintKey = (
  randomness: Randomness,
  action: KeyAction,
  binding: Omit<KeyRecord, 'keyHash' | 'action' | 'claimedBy' | 'mac'>,
): MintedKey => {
  const secret = `${keyPrefix[action]}${Buffer.from(randomness.bytes(32)).toString('base64url')}`
  const mac = action === 'open' ? { mac: openKeyMac(secret, binding) } : {}
  return { secret, record: { ...binding, ...mac, keyHash: hashOf(secret), action } }
}

/** 128 random bits that stand for one invocation: a claim is mine or it is somebody else's. */
export const newClaimant = (randomness: Randomness): string => Buffer.from(randomness.bytes(16)).toString('base64url')

/** What is wrong with using this key now for that; the audit log's word for it. */
export type KeyRefusal = 'unknown' | 'replayed' | 'misused' | 'expired'

/** Promises I1, I2 and I3 as one question over the stored record. The storage conditions ask it again. */
export const judgeKey = (
  key: KeyRecord | undefined,
  use: Pick<KeyClaim, 'action'> & Partial<KeyClaim> & { readonly now: number },
): KeyRefusal | { readonly live: KeyRecord } => {
  if (key === undefined) return 'unknown'
  const isExpired = use.now >= key.expiresAt
  // Before the question whether it is spent: an opened form's key is not spent by being tried elsewhere.
  if (key.action !== use.action) return isExpired ? 'expired' : 'misused'
  // Before the question whether it has expired: a replay is told from a stranger for as long as the row is there.
  if (key.claimedBy !== undefined) return 'replayed'
  if (isExpired) return 'expired'
  return isBoundTo(key, use) ? { live: key } : 'misused'
}
