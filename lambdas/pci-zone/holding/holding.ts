import type { SealedAnswer } from '../../../contracts/sealing.ts'

/** Answers by question id, sealed by the visitor's browser for the agent's tab. The service cannot read them. */
export type SealedAnswers = Readonly<Record<string, SealedAnswer>>

/**
 * Holds off-the-record answers until their single read: in memory only, never on disk, for seconds. An entry may be
 * lost at any time, which costs the agent a new question; it must never be kept for longer. Every failure is a Fault
 * `holding-failed`, within about two seconds.
 */
export interface Holding {
  /**
   * Holds the answers under a new submission id, for this many seconds at most.
   * @throws Fault `holding-failed` when it is down or full, or already has an entry for the id: nothing is overwritten
   */
  put(submissionId: string, sealed: SealedAnswers, seconds: number): Promise<void>
  /**
   * Returns and deletes the answers: to one of any number of concurrent callers, never at or after their expiry.
   * Nothing when they were taken, have expired, were lost, or are malformed.
   * @throws Fault `holding-failed`
   */
  take(submissionId: string): Promise<SealedAnswers | undefined>
  /**
   * Deletes the answers, if any: for a submission that could not be stored, and for erasure.
   * @throws Fault `holding-failed`
   */
  discard(submissionId: string): Promise<void>
}
