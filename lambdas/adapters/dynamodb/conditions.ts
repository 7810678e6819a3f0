/**
 * The conditions on which writes take effect. They decide; whatever was read and judged before only saves a write.
 *
 *     key       minted ─────────── notExpired ───────────┤ expiresAt
 *               unclaimed ──┤ claimedBy: mine, or somebody else's for ever
 *     form      sent → opened → submitted → retrieved    notClosed and notErased all the while
 *     session   live (seenAfter) ──┤ ended, never left again
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

/** Nobody has used the key. */
export const unclaimed = isAbsent('claimedBy')

/** Nobody has used the key, or it was this claimant, whose answer may have been lost. */
export const unclaimedOrClaimedBy = (claimant: string): Condition => anyOf(unclaimed, equals('claimedBy', claimant))

/** Strictly before the expiry: at `expiresAt` it is over, whether or not the item has been swept. */
export const notExpired = (now: number): Condition => isGreater('expiresAt', now)

export const forThisAction = (action: KeyAction): Condition => equals('action', action)

/** Bound to each value that the claim names. */
export const boundTo = (claim: KeyClaim): Condition =>
  allOf(...claimedValues(claim).map(({ name, value }) => equals(name, value)))

/** Resend raises a form's generation, and with that every older key of it is dead. */
export const ofGeneration = (generation: number): Condition => equals('generation', generation)

export const inState = (...states: readonly FormState[]): Condition => isOneOf('state', states)

/** The conversation of the form has not ended. */
export const notClosed = isAbsent('closedAt')

/** What was submitted has not been erased. */
export const notErased = isAbsent('erasedAt')

/** Nothing was submitted to the form. */
export const notSubmitted = isAbsent('submissionId')

/** The form was sent at this time at the latest. */
export const sentUntil = (time: number): Condition => isLess('sentAt', time + 1)

/** An erasure that is later than any before. */
export const erasedBefore = (time: number): Condition => anyOf(notErased, isLess('erasedAt', time))

/** The form is bound to this visitor. */
export const ofVisitor = (visitorHash: string): Condition => equals('visitorHash', visitorHash)

/** The form is bound to this visitor, or to nobody yet. */
export const unboundOrOfVisitor = (visitorHash: string): Condition =>
  anyOf(isAbsent('visitorHash'), ofVisitor(visitorHash))

/** Absent is not active. */
export const conversationActive = equals('state', 'active')

/** This agent has the conversation now. */
export const assignedTo = (agentIssuer: string, agentId: string): Condition =>
  allOf(equals('agentIssuer', agentIssuer), equals('agentId', agentId))

/** Another agent has the conversation now. */
export const notAssignedTo = (agentIssuer: string, agentId: string): Condition =>
  anyOf(differs('agentIssuer', agentIssuer), differs('agentId', agentId))

/** The agents are done with it: only the history is left. */
export const conversationClosed = equals('state', 'closed')

/** An erasure takes what was sent before it; a form sent later is none of its business. */
export const notErasedSince = (sentAt: number): Condition => anyOf(notErased, isLess('erasedAt', sentAt))

/** Once ended, a session stays ended. */
export const notEnded = isAbsent('ended')

/** Idle time has not run out. A session that is not there was never seen. */
export const seenAfter = (time: number): Condition => isGreater('lastSeenAt', time)

/** So that *last seen* only moves forward, and nothing is made of a session that is not there. */
export const seenBefore = (time: number): Condition => isLess('lastSeenAt', time)

/** A person of whom nothing is known yet is not disabled. */
export const notDisabled = anyOf(isAbsent('subject'), equals('enabled', true))

/** No disabling has ended this sign-in, though the person may be enabled again. */
export const signInNotRevoked = (signedInAt: number): Condition =>
  anyOf(isAbsent('signInsEndedAt'), isLess('signInsEndedAt', signedInAt))

/** This is what an administrator set as a person's profile, or nothing was set. A person who is not there has none. */
export const hasProfile = (profile: string | undefined): Condition =>
  profile === undefined ? isAbsent('profile') : equals('profile', profile)

/** The settings of a site have been changed so many times. */
export const ofRevision = (revision: number | undefined): Condition =>
  revision === undefined ? isAbsent('revision') : equals('revision', revision)

/** Nobody has disabled a person who is there. */
export const enabled = equals('enabled', true)

/** Not the attempt that was counted last: an attempt whose answer was lost is asked for again, and counts once. */
export const isNewAttempt = (attemptId: string): Condition =>
  anyOf(isAbsent('lastAttempt'), differs('lastAttempt', attemptId))

/** More sign-ins began since the last one that succeeded. */
export const attemptsExceed = (limit: number): Condition => isGreater('failedSignIns', limit)

/** No sign-in is known of that time or later. */
export const signedInBefore = (time: number): Condition => anyOf(isAbsent('lastSignInAt'), isLess('lastSignInAt', time))

/** Neither signed in nor enabled since this time, where one of them is known. */
export const inactiveSince = (time: number): Condition =>
  allOf(
    anyOf(isPresent('lastSignInAt'), isPresent('enabledAt')),
    signedInBefore(time + 1),
    anyOf(isAbsent('enabledAt'), isLess('enabledAt', time + 1)),
  )
