import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { CallerConditions, VaultTransaction } from './vault-transaction.ts'

/** Requires a closed conversation, no erasure of it or of the form, and an existing submission and data key. */
export interface ViewTransaction extends VaultTransaction, CallerConditions {}

/** The condition that failed. */
export type ViewRefusal = { readonly refusedBy: 'conversation' | 'form' | 'submission' | 'session' | 'person' }

export interface HistoryViews {
  /**
   * One transaction: checks conversation, form, submission, session and person, and puts the audit record *released*.
   * Decryption is allowed only after it. Throws `storage-failed` when the result is unknown.
   */
  view(transaction: ViewTransaction): Promise<{ readonly released: ChainHead } | ViewRefusal>
}
