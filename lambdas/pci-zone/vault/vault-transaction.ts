/** The input that the vault's transactions share. Each id is given only once, in the event. */
import type { ConversationEvent } from '../../core/audit/audit.ts'
import type { ChainHint } from '../../core/audit/chain-head.ts'
import type { PersonRef } from '../../core/people/people.ts'

/** An event about one submission. */
export type SubmissionEvent = ConversationEvent & Required<Pick<ConversationEvent, 'formId' | 'submissionId'>>

export interface VaultTransaction {
  /** The audit event. Its ids also identify the records that the transaction reads and writes. */
  readonly event: SubmissionEvent
  /** The time at which the form was sent, in milliseconds. An earlier erasure does not cover the form. */
  readonly sentAt: number
  /**
   * A hint of the head of the conversation's chain. If the hint is stale, the transaction needs another read and
   * another attempt.
   */
  readonly after: ChainHint | undefined
  readonly now: number
}

/**
 * The key that a transaction claims. It must be unclaimed or claimed by this claimant, and must not have expired at
 * `now`.
 */
export interface ClaimedKey {
  readonly keyHash: string
  readonly claimant: string
}

/** The conditions on the caller's session and person. */
export interface CallerConditions {
  /**
   * The session, which must be live: it must not have ended, and must have been last seen after the given time. The
   * transaction sets *last seen* to `now`.
   */
  readonly session: SessionCondition
  /** The person, who must not be disabled. Their sign-in must not have been revoked. */
  readonly person: Omit<PersonRef, 'siteId'> & { readonly signedInAt: number }
}

export interface SessionCondition {
  readonly sessionHash: string
  readonly seenAfter: number
}
