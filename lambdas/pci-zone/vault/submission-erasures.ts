import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { SubmissionEvent } from './vault-transaction.ts'

export interface SubmissionErasure {
  /** One per erased submission, all of one conversation: ids, no content. Up to `maxErasuresPerTransaction`. */
  readonly tombstones: readonly [SubmissionEvent, ...SubmissionEvent[]]
  readonly erasedAt: number
  readonly after: ChainHead | undefined
  readonly now: number
}

/** Each takes four items (form, data key, submission, tombstone); a DynamoDB transaction has at most one hundred. */
export const maxErasuresPerTransaction = 25

export interface SubmissionErasures {
  /**
   * One transaction: marks the forms as erased, deletes data keys and submissions, and puts the tombstones. So each has
   * exactly one tombstone, and a retrieval or a view comes before or after. Returns false, and changes nothing, when
   * one of the forms was already erased. Throws `storage-failed` when the result is unknown.
   */
  erase(erasure: SubmissionErasure): Promise<boolean>
  /**
   * For a form whose submission was removed by its retention: deletes a leftover data key, marks the form as erased and
   * removes its submission id, so that it is not counted. False when the form was already erased.
   */
  eraseRemainingData(remains: {
    readonly formId: FormId
    readonly submissionId: SubmissionId
    readonly erasedAt: number
  }): Promise<boolean>
  /**
   * Erases one submission whose form is missing. Returns false, and changes nothing, when the submission is already
   * gone.
   */
  eraseOrphanedSubmission(erasure: {
    readonly tombstone: SubmissionEvent
    readonly after: ChainHead | undefined
    readonly now: number
  }): Promise<boolean>
}
