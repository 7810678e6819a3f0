import type { SealedAnswer } from '../../../contracts/sealing.ts'

/** Answers by question id, each sealed by the visitor's browser for the agent's tab. The service cannot read them. */
export type SealedAnswers = Readonly<Record<string, SealedAnswer>>

/**
 * Holds off-the-record answers until they are read once: for seconds, in memory only, never on disk. An entry may be
 * lost at any time, and the agent then has to ask again; but it must never be kept for longer. Every failure is a Fault
 * `holding-failed`, within about two seconds.
 */
export interface Holding {
  /**
   * Holds the answers under a new submission id, for at most this many seconds.
   * @throws Fault `holding-failed` if the holding is down or full, or already has an entry for the id, which it does
   * not overwrite
   */
  put(submissionId: string, sealed: SealedAnswers, seconds: number): Promise<void>
  /**
   * Returns and deletes the answers. Of any number of concurrent callers, only one gets them, and only before their
   * expiry. Returns nothing if they were taken, have expired, were lost or are malformed.
   * @throws Fault `holding-failed`
   */
  take(submissionId: string): Promise<SealedAnswers | undefined>
  /**
   * Deletes the answers, if any. For an erasure, and for a submission that could not be stored.
   * @throws Fault `holding-failed`
   */
  discard(submissionId: string): Promise<void>
}
