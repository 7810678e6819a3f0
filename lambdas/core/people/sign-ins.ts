/**
 * The ports to what a site knows of the sign-ins of its people. Every write carries its own condition, and the condition is
 * what decides. All of them throw `storage-failed` when the store does not answer; asking again is safe.
 */
import type { PersonRecord } from './person.ts'

type PersonRef = Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'>

/** What can be told of a sign-in at any issuer, by the tokens that come of it. */
export interface SignIns {
  /**
   * A sign-in is used for the first time: the person is known from now on, and was last signed in then, unless a later
   * sign-in is known. Who is disabled stays as they are.
   */
  recordSignIn(person: PersonRef, signedInAt: number): Promise<void>
  /**
   * Disables a person who is enabled and inactive (`inactivity.ts`) at `now`, and ends every sign-in up to then for good; true for
   * the one call that did it.
   */
  disableInactive(person: PersonRef, now: number): Promise<boolean>
}

/** What a person is after a sign-in began. */
export interface SignInAttempt extends Pick<PersonRecord, 'enabled' | 'enabledAt'> {
  /** Sign-ins that began since the last one that succeeded, this one included. */
  readonly failedSignIns: number
}

/** What only the pool of people itself can tell: that a sign-in begins, and what becomes of it. */
export interface SignInAttempts {
  /**
   * Counts a sign-in that begins, known person or not, disabled or not. Attempts at once are each counted. The same attempt
   * again, as after a lost reply, counts once. Neither reads nor writes a profile.
   */
  recordStart(person: PersonRef, attempt: { readonly attemptId: string; readonly now: number }): Promise<SignInAttempt>
  /** Forgets those that failed and remembers this sign-in; false, and nothing changed, for somebody who is disabled. */
  recordSuccess(person: PersonRef, now: number): Promise<boolean>
  /**
   * Disables somebody who is enabled and began to sign in more than `limit` times without success, and ends every sign-in up
   * to `now` for good; true for the one call that did it.
   */
  lockOut(person: PersonRef, lockOut: { readonly limit: number; readonly now: number }): Promise<boolean>
  /** Ends every sign-in up to `now` for good, of somebody who may sign in anew. */
  endAll(person: PersonRef, now: number): Promise<void>
}
