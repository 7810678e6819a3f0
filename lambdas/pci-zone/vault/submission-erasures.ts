import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ConversationEvent } from '../../core/audit.ts'
import type { ChainPlace } from '../../core/records.ts'

export interface SubmissionErasure {
  readonly formId: FormId
  readonly submissionId: SubmissionId
  readonly erasedAt: number
  /** The tombstone: ids, no content. */
  readonly event: ConversationEvent
  readonly after: ChainPlace | undefined
  readonly now: number
}

export interface SubmissionErasures {
  /**
   * One transaction: marks the form as erased, deletes data key and submission, and puts the tombstone. So there is exactly one
   * of it, and a retrieval or a view comes before or after. False when the form had been erased already.
   * Throws `storage-failed` when it cannot know.
   */
  erase(erasure: SubmissionErasure): Promise<boolean>
}
