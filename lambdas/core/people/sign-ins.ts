/**
 * The ports to what a site knows of the sign-ins of its people. Every write carries its own condition, and the
 * condition decides. All of them throw `storage-failed` when the store does not respond; retrying is safe.
 */
import type { PersonRecord } from './person.ts'

type PersonRef = Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'>

/** What the service can learn of a sign-in at any issuer, from its tokens. */
export interface SignIns {
  /**
   * Records the first use of a sign-in: the person is known from now on, and this is their last sign-in, unless a later
   * one is known. A disabled person stays unchanged.
   */
  recordSignIn(person: PersonRef, signedInAt: number): Promise<void>
  /**
   * Disables a person who is enabled and inactive (`inactivity.ts`) at `now`, and permanently ends every sign-in up to
   * then; true only for the call that did it.
   */
  disableInactive(person: PersonRef, now: number): Promise<boolean>
}

/** The state of a person after a sign-in has begun. */
export interface SignInAttempt extends Pick<PersonRecord, 'enabled' | 'enabledAt'> {
  /** Sign-ins that have begun since the last successful one, including this one. */
  readonly failedSignIns: number
}

/** What only the user pool knows: that a sign-in begins, and its result. */
export interface SignInAttempts {
  /**
   * Counts a sign-in that begins, for a person known or not, disabled or not. Concurrent attempts are each counted. A
   * repeat of the same attempt, as after a lost response, counts once. Neither reads nor writes a profile.
   */
  recordStart(person: PersonRef, attempt: { readonly attemptId: string; readonly now: number }): Promise<SignInAttempt>
  /** Clears the failed sign-ins and records this one; false, with nothing changed, for a disabled person. */
  recordSuccess(person: PersonRef, now: number): Promise<boolean>
  /**
   * Disables a person who is enabled and has begun more than `limit` sign-ins without success, and permanently ends
   * every sign-in up to `now`; true only for the call that did it.
   */
  lockOut(person: PersonRef, lockOut: { readonly limit: number; readonly now: number }): Promise<boolean>
  /** Permanently ends every sign-in of a person up to `now`. The person may sign in again. */
  endAll(person: PersonRef, now: number): Promise<void>
}
