/**
 * The ports to the vault's records, and the two transactions in which an invariant spans records: *store* (a key is
 * claimed if and only if its effect is stored) and *release* (a key is claimed if and only if the release is recorded).
 */
import * as z from 'zod/mini'
import {
  AgentId,
  ConversationId,
  FormId,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
} from '../../../contracts/identifiers.ts'
import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { KeyClaim } from '../../core/one-time-keys/key-claim.ts'
import type { FoundRecords, RecordLookup } from '../../core/records/records.ts'
import { personSubject } from '../person-subject.ts'
import type { CallerConditions, ClaimedKey, VaultTransaction } from './vault-transaction.ts'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A stored submission: ciphertext, and the ids to find and check it by. */
export const SubmissionRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  conversationId: ConversationId,
  formId: FormId,
  templateId: TemplateId,
  templateVersion: z.int(),
  sender: z.strictObject({ issuer: z.string(), subject: AgentId }),
  submittedAt: z.int(),
  /** When its retention ends, milliseconds. */
  expiresAt: z.int(),
  /** The off-the-record questions that were answered, so that a later miss is reported as *gone*, not *none*. */
  sealedQuestions: z.array(QuestionId),
  /** The hash of the form's context, if it has one. */
  contextHash: z.optional(z.string()),
  message: Bytes,
})
export type SubmissionRecord = z.infer<typeof SubmissionRecord>

/** A submission without its ciphertext. */
export const SubmissionDescription = z.omit(SubmissionRecord, { message: true })
export type SubmissionDescription = z.infer<typeof SubmissionDescription>

/** The wrapped data key of a submission. Deleting it destroys the answers, in every backup too. */
export const DataKeyRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  expiresAt: z.int(),
  wrappedKey: Bytes,
})
export type DataKeyRecord = z.infer<typeof DataKeyRecord>

export interface VaultLookup extends RecordLookup {
  readonly submission?: SubmissionId
  readonly dataKey?: SubmissionId
}

export interface FoundVaultRecords extends FoundRecords {
  readonly submission?: SubmissionRecord
  readonly dataKey?: DataKeyRecord
  /** A stored submission or data key is malformed: it is omitted here, and nothing in it can be trusted. */
  readonly isMalformed?: true
}

/** The PCI zone's reader: all records that the control zone reads, and the vault's. */
export interface VaultRecords {
  read(lookup: VaultLookup): Promise<FoundVaultRecords>
}

/** A submission without the ids, which come from the event of its transaction. */
export type NewSubmission = Omit<SubmissionRecord, 'submissionId' | 'siteId' | 'conversationId' | 'formId'>

export interface StoreTransaction extends VaultTransaction {
  /** The submit key, bound to this form, generation and visitor. */
  readonly key: ClaimedKey
  /** The form goes from opened to submitted: same generation, same visitor, not ended at `now`. */
  readonly generation: number
  readonly visitorHash: string
  readonly submission: NewSubmission
  /** The data key of the submission, wrapped. */
  readonly wrappedKey: Uint8Array
}

/** What the submit key of a store must be bound to. */
export const submitKeyClaim = ({
  event: { siteId, formId },
  generation,
  visitorHash,
}: Pick<StoreTransaction, 'event' | 'generation' | 'visitorHash'>): KeyClaim => ({
  action: 'submit',
  siteId,
  formId,
  generation,
  subject: visitorHash,
})

/** The two records that a store puts. */
export const recordsToStore = ({
  event: { siteId, conversationId, formId, submissionId },
  submission,
  wrappedKey,
}: StoreTransaction): { readonly submission: SubmissionRecord; readonly dataKey: DataKeyRecord } => ({
  submission: { ...submission, submissionId, siteId, conversationId, formId },
  dataKey: { submissionId, siteId, expiresAt: submission.expiresAt, wrappedKey },
})

export interface ReleaseTransaction extends VaultTransaction, CallerConditions {
  /** The retrieve key, bound to this submission, form, generation and person. */
  readonly key: ClaimedKey
  /** The form goes from submitted or retrieved to retrieved: same generation. */
  readonly generation: number
  /** The session hash that the key was issued to, if not the caller's: it must also be live, and is not updated. */
  readonly issuedTo?: string
}

/** What the retrieve key of a release must be bound to. */
export const retrieveKeyClaim = ({
  event: { siteId, formId, submissionId },
  generation,
  person,
}: Pick<ReleaseTransaction, 'event' | 'generation' | 'person'>): KeyClaim => ({
  action: 'retrieve',
  siteId,
  formId,
  generation,
  subject: personSubject(person),
  submissionId,
})

/** The condition that failed; `key` takes precedence. */
export type TransactionRefusal = { readonly refusedBy: 'key' | 'form' | 'conversation' | 'session' | 'person' }

export interface Submissions {
  /**
   * One transaction: claims the submit key, moves the form, puts the submission, its data key and the audit record, and
   * checks that the conversation is active and not erased since the form was sent. After a lost reply it is retried
   * with the same token and the same items. Throws `storage-failed` when the result is unknown.
   */
  store(transaction: StoreTransaction): Promise<{ readonly stored: ChainHead } | TransactionRefusal>
}

export interface Releases {
  /**
   * One transaction: claims the retrieve key, moves the form, checks conversation, sessions and person, and puts the
   * audit record *released*. Decryption is allowed only after it.
   */
  release(transaction: ReleaseTransaction): Promise<{ readonly released: ChainHead } | TransactionRefusal>
}
