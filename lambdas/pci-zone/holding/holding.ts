import type { SealedAnswer } from '../../../contracts/sealing.ts'

/** Question id to what the visitor's browser sealed to the agent's tab. The service cannot read it. */
export type SealedAnswers = Readonly<Record<string, SealedAnswer>>

/**
 * Where off-the-record answers wait for their one read: volatile, never on a disk, gone within seconds.
 *
 * Losing an entry is allowed at any time and costs the agent a new question; keeping one is not. Every failure is a Fault
 * `holding-failed`, within about two seconds.
 */
export interface Holding {
  /**
   * Holds the answers under a submission id that was never used before, for so many seconds at the most.
   * @throws Fault `holding-failed` when it is down or full, or holds something under that id: nothing is overwritten
   */
  put(submissionId: string, sealed: SealedAnswers, seconds: number): Promise<void>
  /**
   * Hands the answers out and forgets them, to one caller however many ask at once, never at or after their expiry.
   * Nothing when they were taken, have expired, were lost, or are not what was put.
   * @throws Fault `holding-failed`
   */
  take(submissionId: string): Promise<SealedAnswers | undefined>
  /**
   * Forgets the answers, if there are any: for a submission that was not stored after all, and for erasure.
   * @throws Fault `holding-failed`
   */
  discard(submissionId: string): Promise<void>
}
