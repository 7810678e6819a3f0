/**
 * The conditions on which writes take effect. They decide; an earlier read and check only saves a write.
 *
 *     key       minted ─────────── notExpired ───────────┤ expiresAt
 *               unclaimed ──┤ claimedBy: this claimant or another, permanently
 *     form      sent → opened → submitted → retrieved    notClosed and notErased throughout
 *     session   live (seenAfter) ──┤ ended, permanently
 */
import type { KeyAction } from '../../../contracts/one-time-key.ts'
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

/** The key is unused, or was claimed by this claimant, whose response may have been lost. */
export const unclaimedOrClaimedBy = (claimant: string): Condition => anyOf(unclaimed, equals('claimedBy', claimant))

/** Strictly before the expiry: at `expiresAt` it has expired, whether or not the item has been swept. */
export const notExpired = (now: number): Condition => isGreater('expiresAt', now)

export const forThisAction = (action: KeyAction): Condition => equals('action', action)

/** The key is bound to each value that the claim names. */
export const boundTo = (claim: KeyClaim): Condition =>
  allOf(...claimedValues(claim).map(({ name, value }) => equals(name, value)))

/** A resend raises a form's generation, which invalidates every older key of it. */
export const ofGeneration = (generation: number): Condition => equals('generation', generation)

export const inState = (...states: readonly FormState[]): Condition => isOneOf('state', states)

/** The conversation of the form is not closed. */
export const notClosed = isAbsent('closedAt')

/** Not erased. */
export const notErased = isAbsent('erasedAt')

/** Nothing has been submitted to the form. */
export const notSubmitted = isAbsent('submissionId')

/** The form was sent at or before this time. */
export const sentUntil = (time: number): Condition => isLess('sentAt', time + 1)

/** There is no erasure yet, or only an earlier one. */
export const erasedBefore = (time: number): Condition => anyOf(notErased, isLess('erasedAt', time))

/** The form is bound to this visitor. */
export const ofVisitor = (visitorHash: string): Condition => equals('visitorHash', visitorHash)

/** The form is bound to this visitor, or is not bound yet. */
export const unboundOrOfVisitor = (visitorHash: string): Condition =>
  anyOf(isAbsent('visitorHash'), ofVisitor(visitorHash))

/** False for a conversation that does not exist. */
export const conversationActive = equals('state', 'active')

/** The conversation is assigned to this agent. */
export const assignedTo = (agentIssuer: string, agentId: string): Condition =>
  allOf(equals('agentIssuer', agentIssuer), equals('agentId', agentId))

/** The conversation is assigned to another agent. */
export const notAssignedTo = (agentIssuer: string, agentId: string): Condition =>
  anyOf(differs('agentIssuer', agentIssuer), differs('agentId', agentId))

/** The conversation is closed: agents can only read its history. */
export const conversationClosed = equals('state', 'closed')

/** An erasure covers what was sent before it; it does not affect a form that is sent later. */
export const notErasedSince = (sentAt: number): Condition => anyOf(notErased, isLess('erasedAt', sentAt))

/** Once ended, a session stays ended. */
export const notEnded = isAbsent('ended')

/** The idle time has not run out. False for a session that does not exist. */
export const seenAfter = (time: number): Condition => isGreater('lastSeenAt', time)

/** *Last seen* only moves forward, and a session that does not exist is not created. */
export const seenBefore = (time: number): Condition => isLess('lastSeenAt', time)

/** A person without a record is not disabled. */
export const notDisabled = anyOf(isAbsent('subject'), equals('enabled', true))

/** No disabling has ended this sign-in. Enabling the person again does not make an ended sign-in valid. */
export const signInNotRevoked = (signedInAt: number): Condition =>
  anyOf(isAbsent('signInsEndedAt'), isLess('signInsEndedAt', signedInAt))

/** This is the profile that an administrator set, or none is set. A person without a record has none. */
export const hasProfile = (profile: string | undefined): Condition =>
  profile === undefined ? isAbsent('profile') : equals('profile', profile)

/** The settings of a site are at this revision. */
export const ofRevision = (revision: number | undefined): Condition =>
  revision === undefined ? isAbsent('revision') : equals('revision', revision)

/** The person exists and is not disabled. */
export const enabled = equals('enabled', true)

/** Not the attempt that was counted last: an attempt that is repeated after a lost response counts once. */
export const isNewAttempt = (attemptId: string): Condition =>
  anyOf(isAbsent('lastAttempt'), differs('lastAttempt', attemptId))

/** More sign-ins than this have begun since the last successful one. */
export const attemptsExceed = (limit: number): Condition => isGreater('failedSignIns', limit)

/** No sign-in at that time or later is known. */
export const signedInBefore = (time: number): Condition => anyOf(isAbsent('lastSignInAt'), isLess('lastSignInAt', time))

/** Neither signed in nor enabled since this time; at least one of the two times must be known. */
export const inactiveSince = (time: number): Condition =>
  allOf(
    anyOf(isPresent('lastSignInAt'), isPresent('enabledAt')),
    signedInBefore(time + 1),
    anyOf(isAbsent('enabledAt'), isLess('enabledAt', time + 1)),
  )
