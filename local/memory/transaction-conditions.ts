/** The conditions that both transactions share, by the names that the ports give them. */
import type { KeyAction } from '../../contracts/one-time-key.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import type { PersonRef } from '../../lambdas/core/people/people.ts'
import type { SessionRecord } from '../../lambdas/core/people/session.ts'
import { keyOf, type Tables } from './tables.ts'

interface KeyClaim {
  readonly keyHash: string
  readonly claimant: string
  readonly siteId: string
  readonly formId: string
  readonly generation: number
  readonly subject: string
  readonly submissionId?: string
}

/** Unclaimed or mine, for this action, bound as named, not expired; or nothing. */
export function claimableKey(tables: Tables, action: KeyAction, wanted: KeyClaim, now: number): KeyRecord | undefined {
  const key = tables.keys.get(wanted.keyHash)
  if (key === undefined) return undefined
  const unclaimedOrMine = key.claimedBy === undefined || key.claimedBy === wanted.claimant
  const forThisAction = key.action === action
  const bound =
    key.siteId === wanted.siteId &&
    key.formId === wanted.formId &&
    key.generation === wanted.generation &&
    key.subject === wanted.subject &&
    (wanted.submissionId === undefined || key.submissionId === wanted.submissionId)
  const notExpired = now < key.expiresAt
  return unclaimedOrMine && forThisAction && bound && notExpired ? key : undefined
}

/** Active, and not erased since the form was sent: what was erased before does not concern it. */
export function isConversationActive(
  tables: Tables,
  of: { siteId: string; conversationId: string },
  sentAt: number,
): boolean {
  const conversation = tables.conversations.get(keyOf.conversation(of))
  return conversation?.state === 'active' && (conversation.erasedAt === undefined || conversation.erasedAt < sentAt)
}

/** Live: not ended, and seen later than that; or nothing. */
export function liveSession(
  tables: Tables,
  wanted: { sessionHash: string; seenAfter: number },
): SessionRecord | undefined {
  const session = tables.sessions.get(wanted.sessionHash)
  const isLive = session !== undefined && session.ended === undefined && session.lastSeenAt > wanted.seenAfter
  return isLive ? session : undefined
}

/** Not disabled, and signed in after whatever a disabling ended. */
export function isSignInValid(tables: Tables, wanted: PersonRef & { signedInAt: number }): boolean {
  const person = tables.people.get(keyOf.person(wanted))
  return person?.enabled !== false && (person?.signInsEndedAt ?? Number.NEGATIVE_INFINITY) < wanted.signedInAt
}
