/** Shared by the transactions of the vault. Each id is given once, in the event. */
import type { ConversationEvent } from '../../core/audit/audit.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { PersonRef } from '../../core/people/people.ts'

/** An event about one submission. */
export type SubmissionEvent = ConversationEvent & Required<Pick<ConversationEvent, 'formId' | 'submissionId'>>

export interface VaultTransaction {
  /** The audit record. Its ids also identify the records that the transaction reads and writes. */
  readonly event: SubmissionEvent
  /** When the form was sent, milliseconds: an earlier erasure does not affect it. */
  readonly sentAt: number
  /** The head of the conversation's chain. A stale hint costs a read and another attempt. */
  readonly after: ChainHead | undefined
  readonly now: number
}

/** The key that a transaction claims: unclaimed or claimed by this claimant, and not expired at `now`. */
export interface ClaimedKey {
  readonly keyHash: string
  readonly claimant: string
}

/** The conditions on the caller. */
export interface CallerConditions {
  /** The session must be live: not ended, and last seen after this time. Sets its *last seen* to `now`. */
  readonly session: SessionCondition
  /** The person must not be disabled, and this sign-in must not have been revoked. */
  readonly person: Omit<PersonRef, 'siteId'> & { readonly signedInAt: number }
}

export interface SessionCondition {
  readonly sessionHash: string
  readonly seenAfter: number
}
