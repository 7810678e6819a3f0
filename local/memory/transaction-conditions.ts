/** The conditions that both transactions share, with the names that the ports give them. */
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

/** The key if it is unclaimed or claimed by this claimant, bound as the claim requires, and not expired; otherwise nothing. */
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

/** Active, and not erased since the form was sent: an earlier erasure does not concern the form. */
export function isConversationActive(
  tables: Tables,
  of: { siteId: string; conversationId: string },
  sentAt: number,
): boolean {
  const conversation = tables.conversations.get(keyOf.conversation(of))
  return conversation?.state === 'active' && (conversation.erasedAt === undefined || conversation.erasedAt < sentAt)
}

/** The session if it has not ended and was seen after the given time; otherwise nothing. */
export function liveSession(tables: Tables, { sessionHash, seenAfter }: SessionCondition): SessionRecord | undefined {
  const session = tables.sessions.get(sessionHash)
  const isLive = session !== undefined && session.ended === undefined && session.lastSeenAt > seenAfter
  return isLive ? session : undefined
}

/** Enabled, and signed in after their sign-ins were last ended. */
export function isSignInValid(
  tables: Tables,
  { event: { siteId }, person: { signedInAt, ...ref } }: VaultTransaction & CallerConditions,
): boolean {
  const person = tables.people.get(keyOf.person({ siteId, ...ref }))
  return person?.enabled !== false && (person?.signInsEndedAt ?? Number.NEGATIVE_INFINITY) < signedInAt
}
