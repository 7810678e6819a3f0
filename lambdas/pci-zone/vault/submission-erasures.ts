import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { SubmissionEvent } from './vault-transaction.ts'

export interface SubmissionErasure {
  /**
   * One tombstone per erased submission, all from one conversation: ids, but no content. At most
   * `maxErasuresPerTransaction`.
   */
  readonly tombstones: readonly [SubmissionEvent, ...SubmissionEvent[]]
  readonly erasedAt: number
  readonly after: ChainHead | undefined
  readonly now: number
}

/**
 * Each erasure takes four items (form, data key, submission, tombstone). A DynamoDB transaction has at most one
 * hundred.
 */
export const maxErasuresPerTransaction = 25

export interface SubmissionErasures {
  /**
   * Marks the forms as erased, deletes data keys and submissions, and puts the tombstones, in one transaction. Each
   * submission therefore has exactly one tombstone, and a retrieval or a view comes either before or after the erasure.
   * If one of the forms was already erased, returns false and changes nothing. Throws `storage-failed` if the result is
   * unknown.
   */
  erase(erasure: SubmissionErasure): Promise<boolean>
  /**
   * Completes the erasure of a form whose submission was removed by its retention: deletes a leftover data key, marks
   * the form as erased, and removes the form's submission id, so that the submission is not counted. Returns false if
   * the form was already erased.
   */
  eraseRemainingData(remains: {
    readonly formId: FormId
    readonly submissionId: SubmissionId
    readonly erasedAt: number
  }): Promise<boolean>
  /**
   * Erases one submission whose form is missing. If the submission was already deleted, returns false and changes
   * nothing.
   */
  eraseOrphanedSubmission(erasure: {
    readonly tombstone: SubmissionEvent
    readonly after: ChainHead | undefined
    readonly now: number
  }): Promise<boolean>
}
