/**
 * The ports to the vault's records, and the two transactions in which an invariant spans records: *store* (a key is spent
 * if and only if its effect is stored) and *release* (a key is spent if and only if the release is on record).
 */
import * as z from 'zod/mini'
import { ConversationId, FormId, QuestionId, SiteId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import type { ConversationEvent } from '../../core/audit/audit.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { PersonRef } from '../../core/people/people.ts'
import type { Found, Wanted } from '../../core/records/records.ts'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A submission as it is stored: ciphertext, and ids to find and to check it by. */
export const SubmissionRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  conversationId: ConversationId,
  formId: FormId,
  templateId: TemplateId,
  templateVersion: z.int(),
  sender: z.strictObject({ issuer: z.string(), subject: z.string() }),
  submittedAt: z.int(),
  /** When its retention ends, milliseconds. */
  expiresAt: z.int(),
  /** The off-the-record questions that were answered, so that a later miss says *gone*, not *none*. */
  sealedQuestions: z.array(QuestionId),
  message: Bytes,
})
export type SubmissionRecord = z.infer<typeof SubmissionRecord>

/** The wrapped data key of a submission. Deleting it destroys the answers, in every backup too. */
export const DataKeyRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  expiresAt: z.int(),
  wrappedKey: Bytes,
})
export type DataKeyRecord = z.infer<typeof DataKeyRecord>

export interface VaultWanted extends Wanted {
  readonly submission?: SubmissionId
  readonly dataKey?: SubmissionId
}

export interface VaultFound extends Found {
  readonly submission?: SubmissionRecord
  readonly dataKey?: DataKeyRecord
}

/** The PCI zone's reader: everything that the control zone reads, and the vault. */
export interface VaultRecords {
  read(wanted: VaultWanted): Promise<VaultFound>
}

export interface StoreTransaction {
  /** The submit key: unclaimed or claimed by this claimant, bound as named, not expired at `now`. */
  readonly key: {
    readonly keyHash: string
    readonly claimant: string
    readonly siteId: SiteId
    readonly formId: FormId
    readonly generation: number
    /** The visitor's hash. */
    readonly subject: string
  }
  /** The form goes from opened to submitted: same generation, same visitor, not ended at `now`. */
  readonly form: { readonly generation: number; readonly visitorHash: string; readonly sentAt: number }
  readonly submission: SubmissionRecord
  readonly dataKey: DataKeyRecord
  readonly event: ConversationEvent
  /** Where the conversation's chain may end. A stale hint costs a look-up and another try. */
  readonly after: ChainHead | undefined
  readonly now: number
}

export interface ReleaseTransaction {
  /** The retrieve key: unclaimed or claimed by this claimant, bound as named, not expired at `now`. */
  readonly key: {
    readonly keyHash: string
    readonly claimant: string
    readonly siteId: SiteId
    readonly formId: FormId
    readonly generation: number
    readonly subject: string
    readonly submissionId: SubmissionId
  }
  /** The form goes from submitted or retrieved to retrieved: same generation. */
  readonly form: { readonly formId: FormId; readonly generation: number; readonly sentAt: number }
  /** The session must be live: not ended, and seen later than this time. It is seen again now. */
  readonly session: { readonly sessionHash: string; readonly seenAfter: number }
  /** The session that the key was issued to, where it is another than the one that asks: live as well, and left as it is. */
  readonly issuedTo?: { readonly sessionHash: string; readonly seenAfter: number }
  /** The person must not be disabled, nor this sign-in have been ended by a disabling. */
  readonly person: PersonRef & { readonly signedInAt: number }
  readonly event: ConversationEvent
  readonly after: ChainHead | undefined
  readonly now: number
}

/** Which of the conditions did not hold; `key` before all others. */
export type TransactionRefusal = { readonly refusedBy: 'key' | 'form' | 'conversation' | 'session' | 'person' }

export interface Submissions {
  /**
   * One transaction: claims the submit key, moves the form, puts the submission, its data key and the audit record, and
   * checks that the conversation is active and not erased since the form was sent. All of it or nothing.
   * A lost reply is asked for again with the same token and the same items. Throws `storage-failed` when it cannot know.
   */
  store(transaction: StoreTransaction): Promise<{ readonly stored: ChainHead } | TransactionRefusal>
}

export interface Releases {
  /**
   * One transaction: claims the retrieve key, moves the form, checks conversation, sessions and person, and puts the audit
   * record that says *released*. Only after it may anything be decrypted.
   */
  release(transaction: ReleaseTransaction): Promise<{ readonly released: ChainHead } | TransactionRefusal>
}
