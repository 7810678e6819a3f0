import type { FormId, SubmissionId } from '../../../contracts/identifiers.ts'
import type { ConversationEvent } from '../../core/audit/audit.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { PersonRef } from '../../core/people/people.ts'

export interface ViewTransaction {
  /** The form must not have been erased, by itself or with its conversation. */
  readonly form: { readonly formId: FormId; readonly sentAt: number }
  /** It and its data key must be there. */
  readonly submissionId: SubmissionId
  /** The session must be live: not ended, and seen later than this time. It is seen again now. */
  readonly session: { readonly sessionHash: string; readonly seenAfter: number }
  /** The person must not be disabled, nor this sign-in have been ended by a disabling. */
  readonly person: PersonRef & { readonly signedInAt: number }
  /** Of the conversation, which must be closed. */
  readonly event: ConversationEvent
  readonly after: ChainHead | undefined
  readonly now: number
}

/** Which of the conditions did not hold. */
export type ViewRefusal = { readonly refusedBy: 'conversation' | 'form' | 'submission' | 'session' | 'person' }

export interface HistoryViews {
  /**
   * One transaction: checks conversation, form, submission, session and person, and puts the audit record that says
   * *released*. Only after it may anything be decrypted. Throws `storage-failed` when it cannot know.
   */
  view(transaction: ViewTransaction): Promise<{ readonly released: ChainHead } | ViewRefusal>
}
