import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { SubmissionEvent } from './vault-transaction.ts'

export interface SubmissionErasure {
  /**
   * One tombstone per erased submission, with ids but no content. All tombstones belong to one conversation. There are
   * at most `maxErasuresPerTransaction`.
   */
  readonly tombstones: readonly [SubmissionEvent, ...SubmissionEvent[]]
  readonly erasedAt: number
  readonly after: ChainHead | undefined
  readonly now: number
}

/**
 * The maximum number of erasures in one transaction. Each erasure needs four items (form, data key, submission,
 * tombstone), and a DynamoDB transaction may contain at most a hundred items.
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
   * Completes the erasure of a form whose submission was removed because its retention ended: deletes a leftover data
   * key, marks the form as erased, and removes the form's submission id, so that the submission is not counted. Returns
   * false if the form was already erased.
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
