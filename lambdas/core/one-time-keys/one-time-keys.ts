import type { WithAuditRecord } from '../audit/audit.ts'
import type { KeyRecord } from './key-record.ts'

export interface Keys {
  /**
   * Stores a new key. With `onRecord`, stores the key with its position in the chain, in one transaction with its audit
   * record.
   */
  add(key: KeyRecord, onRecord?: WithAuditRecord): Promise<void>
  /**
   * Claims an open key for a visitor. The key must not have expired at `now`, and must be unclaimed or already claimed
   * by the same visitor. Returns the claimed key. If the stored key does not allow the claim, returns the stored key
   * unchanged. Returns nothing if there is no stored key.
   */
  claimForVisitor(
    keyHash: string,
    claim: { visitorHash: string; now: number },
  ): Promise<{ readonly claimed: KeyRecord } | { readonly refused: KeyRecord | undefined }>
}
