/**
 * The conditions under which writes take effect. Only these conditions decide whether a write takes effect. An earlier
 * read that makes the same check only avoids an unnecessary write.
 *
 * key       minted ─────────── notExpired ───────────┤ expiresAt
 *           unclaimed ──┤ claimedBy: this claimant or another, permanently
 * form      sent → opened → submitted → retrieved    notClosed and notErased throughout
 * session   live (seenAfter) ──┤ ended, permanently
 */
import type { KeyAction } from '../../../contracts/key-format.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { FormState } from '../../core/forms/form.ts'
import { claimedValues, type KeyClaim } from '../../core/one-time-keys/key-claim.ts'
import {
  allOf,
  anyOf,
  type Condition,
  differs,
  equals,
  isAbsent,
  isGreater,
  isLess,
  isOneOf,
  isPresent,
} from './request/expressions.ts'

/** The key is unused. */
export const unclaimed = isAbsent('claimedBy')

/** The key is unused, or was already claimed by this claimant, whose response may have been lost. */
export const unclaimedOrClaimedBy = (claimant: string): Condition => anyOf(unclaimed, equals('claimedBy', claimant))

/** The key is new, or is stored with an earlier position in the audit chain. */
export const isNewOrPlacedBefore = (place: ChainHead | undefined): Condition =>
  place === undefined ? isAbsent('keyHash') : anyOf(isAbsent('keyHash'), isLess('chainPlace.sequence', place.sequence))

/** The time is before the expiry. At `expiresAt` the item has expired, even if it has not been swept yet. */
export const notExpired = (now: number): Condition => isGreater('expiresAt', now)

export const forThisAction = (action: KeyAction): Condition => equals('action', action)

/** The key's bound values equal all values that the claim names. */
export const boundTo = (claim: KeyClaim): Condition =>
  allOf(...claimedValues(claim).map(({ name, value }) => equals(name, value)))

/** The form is of this generation. A resend raises the generation, which invalidates all older keys. */
export const ofGeneration = (generation: number): Condition => equals('generation', generation)

export const inState = (...states: readonly FormState[]): Condition => isOneOf('state', states)

/** The conversation of the form is not closed. */
export const notClosed = isAbsent('closedAt')

/** The record has not been erased. */
export const notErased = isAbsent('erasedAt')

/** The form has no submission. */
export const notSubmitted = isAbsent('submissionId')

/** The form was sent at or before this time. */
export const sentUntil = (time: number): Condition => isLess('sentAt', time + 1)

/** The record has not been erased, or was last erased before this time. */
export const erasedBefore = (time: number): Condition => anyOf(notErased, isLess('erasedAt', time))

/** The form is bound to this visitor. */
export const ofVisitor = (visitorHash: string): Condition => equals('visitorHash', visitorHash)

/** The form is bound to this visitor, or is not bound yet. */
export const unboundOrOfVisitor = (visitorHash: string): Condition =>
  anyOf(isAbsent('visitorHash'), ofVisitor(visitorHash))

/** The conversation exists and is active. */
export const conversationActive = equals('state', 'active')

/** The conversation is assigned to this agent. */
export const assignedTo = (agentIssuer: string, agentId: string): Condition =>
  allOf(equals('agentIssuer', agentIssuer), equals('agentId', agentId))

/** The conversation is assigned to another agent. */
export const notAssignedTo = (agentIssuer: string, agentId: string): Condition =>
  anyOf(differs('agentIssuer', agentIssuer), differs('agentId', agentId))

/** The conversation is closed: agents can only read its history. */
export const conversationClosed = equals('state', 'closed')

/** No erasure covers a form that was sent at this time. An erasure covers only the forms that were sent before it. */
export const notErasedSince = (sentAt: number): Condition => anyOf(notErased, isLess('erasedAt', sentAt))

/** The session has not ended. Once ended, it stays ended. */
export const notEnded = isAbsent('ended')

/** The session exists and has been used since this time, so its idle timeout has not passed. */
export const seenAfter = (time: number): Condition => isGreater('lastSeenAt', time)

/**
 * The session was last used before this time. *Last seen* therefore never moves back, and the update does not create a
 * missing session.
 */
export const seenBefore = (time: number): Condition => isLess('lastSeenAt', time)

/** The person is enabled or has no record. */
export const notDisabled = anyOf(isAbsent('subject'), equals('enabled', true))

/**
 * The sign-in began after the person was last disabled. Enabling the person later does not make an older sign-in valid
 * again.
 */
export const signInNotRevoked = (signedInAt: number): Condition =>
  anyOf(isAbsent('signInsEndedAt'), isLess('signInsEndedAt', signedInAt))

/**
 * The profile that an administrator set for the person is `profile`. If `profile` is undefined, no profile may be set.
 * A person without a record has no profile set.
 */
export const hasProfile = (profile: string | undefined): Condition =>
  profile === undefined ? isAbsent('profile') : equals('profile', profile)

/** The site's settings still have this revision. */
export const ofRevision = (revision: number | undefined): Condition =>
  revision === undefined ? isAbsent('revision') : equals('revision', revision)

/** The person has a record and is enabled. */
export const enabled = equals('enabled', true)

/**
 * This sign-in attempt is not the one that was counted last. An attempt that is repeated after a lost response is
 * therefore counted only once.
 */
export const isNewAttempt = (attemptId: string): Condition =>
  anyOf(isAbsent('lastAttempt'), differs('lastAttempt', attemptId))

/** More than `limit` sign-ins have started since the last successful one. */
export const attemptsExceed = (limit: number): Condition => isGreater('failedSignIns', limit)

/** No sign-in at or after this time is recorded. */
export const signedInBefore = (time: number): Condition => anyOf(isAbsent('lastSignInAt'), isLess('lastSignInAt', time))

/**
 * The person has neither signed in nor been enabled since this time, and at least one of these two times is recorded.
 */
export const inactiveSince = (time: number): Condition =>
  allOf(
    anyOf(isPresent('lastSignInAt'), isPresent('enabledAt')),
    signedInBefore(time + 1),
    anyOf(isAbsent('enabledAt'), isLess('enabledAt', time + 1)),
  )
