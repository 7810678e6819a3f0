/** The conditions that several transactions in memory share. They have the same names as in the ports. */
import { isBoundTo, type KeyClaim } from '../../lambdas/core/one-time-keys/key-claim.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import type { SessionRecord } from '../../lambdas/core/people/session.ts'
import type {
  CallerConditions,
  ClaimedKey,
  SessionCondition,
  VaultTransaction,
} from '../../lambdas/pci-zone/vault/vault-transaction.ts'
import { keyOf, type Tables } from './tables.ts'

/**
 * Returns the key if it is unclaimed or claimed by this claimant, if it is bound as the claim requires, and if it has
 * not expired. Otherwise returns `undefined`.
 */
export function claimableKey(
  tables: Tables,
  { keyHash, claimant }: ClaimedKey,
  claim: KeyClaim,
  now: number,
): KeyRecord | undefined {
  const key = tables.keys.get(keyHash)
  const isUnclaimedOrMine = key?.claimedBy === undefined || key.claimedBy === claimant
  return key !== undefined && isUnclaimedOrMine && isBoundTo(key, claim) && now < key.expiresAt ? key : undefined
}

/**
 * Returns true if the conversation is active and was not erased since the form was sent. An earlier erasure does not
 * affect the form.
 */
export function isConversationActive(
  tables: Tables,
  of: { siteId: string; conversationId: string },
  sentAt: number,
): boolean {
  const conversation = tables.conversations.get(keyOf.conversation(of))
  return conversation?.state === 'active' && (conversation.erasedAt === undefined || conversation.erasedAt < sentAt)
}

/** Returns the session if it has not ended and was last active after the given time; otherwise `undefined`. */
export function liveSession(tables: Tables, { sessionHash, seenAfter }: SessionCondition): SessionRecord | undefined {
  const session = tables.sessions.get(sessionHash)
  const isLive = session !== undefined && session.ended === undefined && session.lastSeenAt > seenAfter
  return isLive ? session : undefined
}

/** Returns true if the person is enabled and signed in after their sign-ins were last ended. */
export function isSignInValid(
  tables: Tables,
  { event: { siteId }, person: { signedInAt, ...ref } }: VaultTransaction & CallerConditions,
): boolean {
  const person = tables.people.get(keyOf.person({ siteId, ...ref }))
  return person?.enabled !== false && (person?.signInsEndedAt ?? Number.NEGATIVE_INFINITY) < signedInAt
}
