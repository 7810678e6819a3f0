/** Stored records as events of a history. */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import type { DataKeyRecord, SubmissionRecord } from '../../lambdas/pci-zone/vault/submissions.ts'
import type { FinalState, Recorded } from './history.ts'

export interface StateRecords {
  readonly forms: readonly FormRecord[]
  readonly keys: readonly KeyRecord[]
  readonly submissions: readonly SubmissionRecord[]
  readonly dataKeys: readonly DataKeyRecord[]
}

export const recordedEvent = ({ at, event, outcome, actor, formId, submissionId }: AuditRecord): Recorded => ({
  type: 'recorded',
  at,
  event,
  outcome,
  actor,
  ...(formId !== undefined && { formId }),
  ...(submissionId !== undefined && { submissionId }),
})

/** Keys have the name of their hash. */
export const finalStateOf = ({ forms, keys, submissions, dataKeys }: StateRecords): FinalState[] => {
  const withDataKey = new Set(dataKeys.map(({ submissionId }) => submissionId))
  return [
    ...forms.map(
      ({ formId, state, submissionId }): FinalState => ({
        type: 'found-form',
        formId,
        state,
        ...(submissionId !== undefined && { submissionId }),
      }),
    ),
    ...keys.map(
      ({ keyHash, claimedBy }): FinalState => ({ type: 'found-key', key: keyHash, spent: claimedBy !== undefined }),
    ),
    ...submissions.map(
      ({ submissionId, formId }): FinalState => ({
        type: 'found-submission',
        submissionId,
        formId,
        hasDataKey: withDataKey.has(submissionId),
      }),
    ),
  ]
}
