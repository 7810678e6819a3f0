import type { WithAuditRecord } from '../audit/audit.ts'
import type { KeyRecord } from './key-record.ts'

export interface Keys {
  /** Stores a new key. With `onRecord`, in one transaction with its audit record, and with its position in the chain. */
  add(key: KeyRecord, onRecord?: WithAuditRecord): Promise<void>
  /**
   * Claims an open key for a visitor: it must be an open key, not expired at `now`, and unclaimed or claimed by the
   * same visitor. Returns the claimed key, or the stored key that does not allow the claim, if there is one.
   */
  claimForVisitor(
    keyHash: string,
    claim: { visitorHash: string; now: number },
  ): Promise<{ readonly claimed: KeyRecord } | { readonly refused: KeyRecord | undefined }>
}
