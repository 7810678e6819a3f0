/**
 * The transaction that stores a submission. It is one synchronous block, so no other code can run between its checks
 * and its writes.
 */

import { isEnded } from '../../lambdas/core/forms/form-state.ts'
import {
  recordsToStore,
  type StoreTransaction,
  type Submissions,
  submitKeyClaim,
  type TransactionRefusal,
} from '../../lambdas/pci-zone/vault/submissions.ts'
import type { Chains } from './audit.ts'
import type { Tables } from './tables.ts'
import { claimableKey, isConversationActive } from './transaction-conditions.ts'

export const memorySubmissions = (tables: Tables, chains: Chains): Submissions => ({
  async store(transaction) {
    const checked = checkConditions(tables, transaction)
    if ('refusedBy' in checked) return checked
    const { submissionId } = transaction.event
    const { submission, dataKey } = recordsToStore(transaction)
    const stored = chains.link(transaction.event)
    tables.keys.put(checked.key.keyHash, { ...checked.key, claimedBy: transaction.key.claimant })
    tables.forms.put(checked.form.formId, {
      ...checked.form,
      state: 'submitted',
      submittedAt: submission.submittedAt,
      submissionId,
      chainPlace: stored,
    })
    tables.submissions.put(submissionId, submission)
    tables.dataKeys.put(submissionId, dataKey)
    return { stored }
  },
})

function checkConditions(tables: Tables, transaction: StoreTransaction) {
  const { event, sentAt, generation, visitorHash, now } = transaction
  const refusedBy = (what: TransactionRefusal['refusedBy']): TransactionRefusal => ({ refusedBy: what })
  const key = claimableKey(tables, transaction.key, submitKeyClaim(transaction), now)
  if (key === undefined) return refusedBy('key')
  const form = tables.forms.get(event.formId)
  const formHolds =
    form !== undefined &&
    !isEnded(form) &&
    form.state === 'opened' &&
    form.generation === generation &&
    form.visitorHash === visitorHash &&
    now < form.expiresAt
  if (!formHolds) return refusedBy('form')
  if (!isConversationActive(tables, event, sentAt)) return refusedBy('conversation')
  return { key, form }
}
