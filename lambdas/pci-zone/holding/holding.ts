import type { SealedAnswer } from '../../../contracts/sealing.ts'

/** Answers by question id, each sealed by the visitor's browser for the agent's tab. The service cannot read them. */
export type SealedAnswers = Readonly<Record<string, SealedAnswer>>

/**
 * Holds off-the-record answers until they are read once. It keeps them for seconds, in memory only and never on disk.
 * An entry may be lost at any time; the agent then has to ask again. An entry must never be kept for longer than
 * requested. Every failure is a Fault `holding-failed`, thrown within about two seconds.
 */
export interface Holding {
  /**
   * Holds the answers under a new submission id, for at most this many seconds.
   * @throws Fault `holding-failed` if the holding is down or full, or if it already has an entry for the id (an entry
   * is never overwritten)
   */
  put(submissionId: string, sealed: SealedAnswers, seconds: number): Promise<void>
  /**
   * Returns and deletes the answers. Only one of several concurrent callers gets the answers, and only before they
   * expire. Returns nothing if they were taken, have expired, were lost or are malformed.
   * @throws Fault `holding-failed`
   */
  take(submissionId: string): Promise<SealedAnswers | undefined>
  /**
   * Deletes the answers, if any. Used by an erasure, and when a submission could not be stored.
   * @throws Fault `holding-failed`
   */
  discard(submissionId: string): Promise<void>
}
