/**
 * The ports to the vault's records, and the two transactions whose invariant covers several records. *Store*: a key is
 * claimed if and only if the answers are stored. *Release*: a key is claimed if and only if the release is recorded.
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

/** A stored submission: the ciphertext, and the ids by which it is found and checked. */
export const SubmissionRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  conversationId: ConversationId,
  formId: FormId,
  templateId: TemplateId,
  templateVersion: z.int(),
  sender: z.strictObject({ issuer: z.string(), subject: AgentId }),
  submittedAt: z.int(),
  /** The time at which the retention of the submission ends, in milliseconds. */
  expiresAt: z.int(),
  /**
   * The ids of the off-the-record questions that were answered. If their sealed answers are missing later, the status
   * is *gone*, not *none*.
   */
  sealedQuestions: z.array(QuestionId),
  /** The hash of the form's context, if it has one. */
  contextHash: z.optional(z.string()),
  message: Bytes,
})
export type SubmissionRecord = z.infer<typeof SubmissionRecord>

/** A stored submission without its ciphertext. */
export const SubmissionDescription = z.omit(SubmissionRecord, { message: true })
export type SubmissionDescription = z.infer<typeof SubmissionDescription>

/** The wrapped data key of a submission. Deleting it makes the answers unreadable, even in backups. */
export const DataKeyRecord = z.strictObject({
  submissionId: SubmissionId,
  siteId: SiteId,
  expiresAt: z.int(),
  wrappedKey: Bytes,
})
export type DataKeyRecord = z.infer<typeof DataKeyRecord>

export interface VaultLookup extends RecordLookup {
  readonly submission?: SubmissionId
  /** The submission whose record is read without its ciphertext. A lookup names it or `submission`, not both. */
  readonly description?: SubmissionId
  readonly dataKey?: SubmissionId
}

export interface FoundVaultRecords extends FoundRecords {
  readonly submission?: SubmissionRecord
  readonly description?: SubmissionDescription
  readonly dataKey?: DataKeyRecord
  /**
   * True if the stored submission or data key is malformed. It is then omitted, because nothing in it can be trusted.
   */
  readonly isMalformed?: true
}

/** A row that does not match its schema. */
export const malformed = 'malformed'

type VaultRow<Name extends 'submission' | 'description' | 'dataKey'> = FoundVaultRecords[Name] | typeof malformed

/** Adds the rows of the vault that were found, without the malformed ones. */
export const withVaultRecords = (
  found: FoundRecords,
  { submission, description, dataKey }: { readonly [Name in 'submission' | 'description' | 'dataKey']: VaultRow<Name> },
): FoundVaultRecords => ({
  ...found,
  ...(submission !== malformed && submission && { submission }),
  ...(description !== malformed && description && { description }),
  ...(dataKey !== malformed && dataKey && { dataKey }),
  ...([submission, description, dataKey].includes(malformed) && { isMalformed: true }),
})

/**
 * The port for the reads of the PCI zone: the records that the control zone also reads, and the records of the vault.
 */
export interface VaultRecords {
  read(lookup: VaultLookup): Promise<FoundVaultRecords>
}

/** A submission without its ids, which come from the event of the transaction. */
export type NewSubmission = Omit<SubmissionRecord, 'submissionId' | 'siteId' | 'conversationId' | 'formId'>

/**
 * Stores a submission and changes its form from opened to submitted. The form must have this generation, must be bound to
 * this visitor, and must not have ended at `now`.
 */
export interface StoreTransaction extends VaultTransaction {
  /** The submit key, which must be bound to this form, generation and visitor. */
  readonly key: ClaimedKey
  /** The generation that the form must have. */
  readonly generation: number
  readonly visitorHash: string
  readonly submission: NewSubmission
  /** The wrapped data key of the submission. */
  readonly wrappedKey: Uint8Array
}

/** Returns the values that the submit key must be bound to. */
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

/** Returns the two records that the store transaction writes. */
export const recordsToStore = ({
  event: { siteId, conversationId, formId, submissionId },
  submission,
  wrappedKey,
}: StoreTransaction): { readonly submission: SubmissionRecord; readonly dataKey: DataKeyRecord } => ({
  submission: { ...submission, submissionId, siteId, conversationId, formId },
  dataKey: { submissionId, siteId, expiresAt: submission.expiresAt, wrappedKey },
})

/** Releases a submission and changes its form from submitted or retrieved to retrieved. */
export interface ReleaseTransaction extends VaultTransaction, CallerConditions {
  /** The retrieve key, which must be bound to this submission, form, generation and person. */
  readonly key: ClaimedKey
  /** The generation that the form must have. */
  readonly generation: number
  /**
   * The hash of the session that the key was issued to, if it is not the caller's session. That session must also be
   * live. It is not updated.
   */
  readonly issuedTo?: string
}

/** Returns the values that the retrieve key must be bound to. */
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

/** The condition that failed. If several failed, `key` takes precedence. */
export type TransactionRefusal = { readonly refusedBy: 'key' | 'form' | 'conversation' | 'session' | 'person' }

export interface Submissions {
  /**
   * In one transaction: claims the submit key, changes the form, puts the submission, its data key and the audit
   * record, and checks that the conversation is active and that no erasure covers the form. After a lost response, the
   * transaction is sent again with the same token and the same items. Throws `storage-failed` if the result is unknown.
   */
  store(transaction: StoreTransaction): Promise<{ readonly stored: ChainHead } | TransactionRefusal>
}

export interface Releases {
  /**
   * In one transaction: claims the retrieve key, changes the form, checks the conversation, the sessions and the
   * person, and puts the audit record *released*. The answers may be decrypted only after this transaction.
   */
  release(transaction: ReleaseTransaction): Promise<{ readonly released: ChainHead } | TransactionRefusal>
}
