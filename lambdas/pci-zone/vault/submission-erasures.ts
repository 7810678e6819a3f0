import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { SubmissionEvent } from './vault-transaction.ts'

export interface SubmissionErasure {
  /** One for each submission that is erased, all of one conversation: ids, no content. Up to `maxErasuresPerTransaction`. */
  readonly tombstones: readonly [SubmissionEvent, ...SubmissionEvent[]]
  readonly erasedAt: number
  readonly after: ChainHead | undefined
  readonly now: number
}

/** Form, data key, submission and tombstone each: a transaction of DynamoDB has a hundred items at most. */
export const maxErasuresPerTransaction = 25

export interface SubmissionErasures {
  /**
   * One transaction: marks the forms as erased, deletes data keys and submissions, and puts the tombstones. So there is exactly
   * one of each, and a retrieval or a view comes before or after. False when one of the forms had been erased already: then
   * nothing is. Throws `storage-failed` when it cannot know.
   */
  erase(erasure: SubmissionErasure): Promise<boolean>
  /**
   * Of a form whose submission has been removed when its retention was over: deletes what may be left of the data key, marks the form
   * as erased and lets it name no submission any more, so that none is counted. False when the form had been erased already.
   */
  eraseLeftovers(remains: {
    readonly formId: FormId
    readonly submissionId: SubmissionId
    readonly erasedAt: number
  }): Promise<boolean>
  /**
   * Erases one submission whose form is no longer there to be marked. False when the submission is gone already: then nothing
   * is done.
   */
  eraseOrphaned(erasure: {
    readonly tombstone: SubmissionEvent
    readonly after: ChainHead | undefined
    readonly now: number
  }): Promise<boolean>
}
