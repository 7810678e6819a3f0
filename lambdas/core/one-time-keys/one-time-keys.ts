import type { WithAuditRecord } from '../audit/audit.ts'
import type { KeyRecord } from './key-record.ts'

export interface Keys {
  /**
   * Stores a new key. With `onRecord`, stores it in one transaction with its audit record, and with its position in the
   * chain.
   */
  add(key: KeyRecord, onRecord?: WithAuditRecord): Promise<void>
  /**
   * Claims an open key for a visitor. The key must not have expired at `now`, and must be unclaimed or already claimed
   * by the same visitor. Returns the claimed key. If the stored key does not allow the claim, returns it as it is
   * stored, or nothing if there is none.
   */
  claimForVisitor(
    keyHash: string,
    claim: { visitorHash: string; now: number },
  ): Promise<{ readonly claimed: KeyRecord } | { readonly refused: KeyRecord | undefined }>
}
