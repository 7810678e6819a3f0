import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { CallerConditions, VaultTransaction } from './vault-transaction.ts'

/**
 * The conversation must be closed, and neither it nor the form may have been erased; the submission and its data key must be there.
 */
export interface ViewTransaction extends VaultTransaction, CallerConditions {}

/** Which of the conditions did not hold. */
export type ViewRefusal = { readonly refusedBy: 'conversation' | 'form' | 'submission' | 'session' | 'person' }

export interface HistoryViews {
  /**
   * One transaction: checks conversation, form, submission, session and person, and puts the audit record that says
   * *released*. Only after it may anything be decrypted. Throws `storage-failed` when it cannot know.
   */
  view(transaction: ViewTransaction): Promise<{ readonly released: ChainHead } | ViewRefusal>
}
