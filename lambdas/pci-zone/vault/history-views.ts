import type { ChainHead } from '../../core/audit/chain-head.ts'
import type { CallerConditions, VaultTransaction } from './vault-transaction.ts'

/**
 * The conditions of a view: the conversation is closed, no erasure covers it or the form, and the submission and its
 * data key exist.
 */
export interface ViewTransaction extends VaultTransaction, CallerConditions {}

/** Names the part of the transaction whose condition failed. */
export type ViewRefusal = { readonly refusedBy: 'conversation' | 'form' | 'submission' | 'session' | 'person' }

export interface HistoryViews {
  /**
   * Checks the conversation, form, submission, session and person, and puts the audit record *released*, all in one
   * transaction. The answers may be decrypted only after this transaction. Throws `storage-failed` if the result is
   * unknown.
   */
  view(transaction: ViewTransaction): Promise<{ readonly released: ChainHead } | ViewRefusal>
}
