/** One run of an erasure: its dependencies and its counts. */
import type { Actor, AuditTrail } from '../../core/audit/audit.ts'
import type { Conversations } from '../../core/conversations/conversations.ts'
import type { ErasureRecord, Erasures } from '../../core/erasure/erasures.ts'
import type { Forms } from '../../core/forms/forms.ts'
import type { AdmissionPorts } from '../../identity/admission.ts'
import type { Holding } from '../holding/holding.ts'
import type { StoredSubmissions } from '../vault/retained-submissions.ts'
import type { SubmissionErasures } from '../vault/submission-erasures.ts'
import type { VaultRecords } from '../vault/submissions.ts'
import type { SubmissionEvent } from '../vault/vault-transaction.ts'

export interface ErasureRunPorts extends AdmissionPorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly erasures: Erasures
  readonly submissionErasures: SubmissionErasures
  readonly stored: StoredSubmissions
  readonly holding: Holding
  readonly trail: AuditTrail
}

/** An erasure, with the actor and the deadline of this run. */
export interface ErasureRun {
  readonly ports: ErasureRunPorts
  readonly erasure: ErasureRecord
  readonly actor: Actor
  readonly until: number
}

/** The number of submissions that this erasure has erased, and whether it has reached the end of its data. */
export interface ErasureResult {
  readonly erased: number
  readonly isComplete: boolean
}

/** An erasure after a round, or after the part of a round for which this run had time. */
export interface WalkedErasure {
  readonly erasure: ErasureRecord
  readonly isComplete: boolean
}

export const saveProgress = async (
  { erasures }: Pick<ErasureRunPorts, 'erasures'>,
  erasure: ErasureRecord,
): Promise<ErasureRecord> => {
  await erasures.advance(erasure)
  return erasure
}

export const isTimeUp = ({ ports, until }: ErasureRun): boolean => ports.clock.now() >= until

export type SubmissionIds = Pick<SubmissionEvent, 'siteId' | 'conversationId' | 'formId' | 'submissionId'>

/** The audit record of an erased submission: ids, but no content. */
export const tombstoneOf = (
  { actor }: Pick<ErasureRun, 'actor'>,
  { siteId, conversationId, formId, submissionId }: SubmissionIds,
): SubmissionEvent => ({
  event: 'submission-erased',
  ...actor,
  outcome: 'done',
  siteId,
  conversationId,
  formId,
  submissionId,
})
