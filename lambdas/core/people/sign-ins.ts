/**
 * The ports to the stored sign-ins of a site's people. The condition of each write decides whether the write takes
 * effect. All methods throw `storage-failed` if the store does not respond. Every method can be retried safely.
 */
import type { PersonRecord } from './person.ts'

type PersonRef = Pick<PersonRecord, 'siteId' | 'issuer' | 'subject'>

/** The sign-ins at any issuer, which the service knows only from access tokens. */
export interface SignIns {
  /**
   * Records the first use of a sign-in: creates the person's record if needed, and stores the time of the sign-in
   * unless a later one is stored. Does not change a disabled person.
   */
  recordSignIn(person: PersonRef, signedInAt: number): Promise<void>
  /**
   * Disables a person who is enabled and inactive (`inactivity.ts`) at `now`, and permanently ends all earlier
   * sign-ins. Returns true only for the call that disabled the person.
   */
  disableInactive(person: PersonRef, now: number): Promise<boolean>
}

/** The stored state of a person after a sign-in has started. */
export interface SignInAttempt extends Pick<PersonRecord, 'enabled' | 'enabledAt'> {
  /** The number of sign-ins that have started since the last successful one, including this one. */
  readonly failedSignIns: number
}

/** The starts and results of sign-ins. Only the service's own user pool reports them. */
export interface SignInAttempts {
  /**
   * Counts the start of a sign-in of any person, even if the person is disabled or has no record. Concurrent attempts
   * are counted separately. An attempt that is repeated after a lost response is counted once. Neither reads nor writes
   * a profile.
   */
  recordStart(person: PersonRef, attempt: { readonly attemptId: string; readonly now: number }): Promise<SignInAttempt>
  /** Clears the failed sign-ins and records this sign-in. For a disabled person, returns false and changes nothing. */
  recordSuccess(person: PersonRef, now: number): Promise<boolean>
  /**
   * Disables a person who is enabled and has started more than `limit` sign-ins without success, and permanently ends
   * all sign-ins up to `now`. Returns true only for the call that disabled the person.
   */
  lockOut(person: PersonRef, lockOut: { readonly limit: number; readonly now: number }): Promise<boolean>
  /** Permanently ends every sign-in of a person up to `now`. The person may sign in again. */
  endAll(person: PersonRef, now: number): Promise<void>
}
