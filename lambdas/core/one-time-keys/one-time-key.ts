import { hash } from 'node:crypto'
import { type KeyAction, keyPrefix } from '../../../contracts/key-format.ts'
import type { Randomness } from '../randomness.ts'
import { isBoundTo, type KeyClaim } from './key-claim.ts'
import type { KeyRecord } from './key-record.ts'
import { openKeyMac } from './open-key-mac.ts'

/** Returns the SHA-256 in hex. A key or a visitor secret is stored and compared only in this form. */
export const hashOf = (secret: string): string => hash('sha256', secret)

/** A new key, as its bearer receives it, and the record that the service stores. */
export interface MintedKey {
  readonly secret: string
  readonly record: KeyRecord
}

/** Mints a key for one action on one form: the prefix of the action and 256 random bits. */
export const mintKey = (
  randomness: Randomness,
  action: KeyAction,
  binding: Omit<KeyRecord, 'keyHash' | 'action' | 'claimedBy' | 'mac'>,
): MintedKey => {
  const secret = `${keyPrefix[action]}${Buffer.from(randomness.bytes(32)).toString('base64url')}`
  const mac = action === 'open' ? { mac: openKeyMac(secret, binding) } : {}
  return { secret, record: { ...binding, ...mac, keyHash: hashOf(secret), action } }
}

/** Returns 128 random bits that identify one invocation, so that it can distinguish its own claim from another's. */
export const newClaimant = (randomness: Randomness): string => Buffer.from(randomness.bytes(16)).toString('base64url')

/** The reasons why a key is refused. `refuse-key.ts` maps each to an audit event. */
export type KeyRefusal = 'unknown' | 'replayed' | 'misused' | 'expired'

/**
 * Checks whether a stored key allows a use (promises I1, I2 and I3). The conditions of the write check the same
 * promises again.
 */
export const judgeKey = (
  key: KeyRecord | undefined,
  use: Pick<KeyClaim, 'action'> & Partial<KeyClaim> & { readonly now: number },
): KeyRefusal | { readonly live: KeyRecord } => {
  if (key === undefined) return 'unknown'
  const isExpired = use.now >= key.expiresAt
  // Check the action before the claim: using the key of an opened form for another action is misuse, not a replay.
  if (key.action !== use.action) return isExpired ? 'expired' : 'misused'
  // Check the claim before the expiry, so that a replay is recognised for as long as the row exists.
  if (key.claimedBy !== undefined) return 'replayed'
  if (isExpired) return 'expired'
  return isBoundTo(key, use) ? { live: key } : 'misused'
}
