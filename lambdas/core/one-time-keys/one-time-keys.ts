import type { WithAuditRecord } from '../audit/audit.ts'
import type { KeyRecord } from './key-record.ts'

export interface Keys {
  /**
   * Stores a new key. With `onRecord`, stores the key with the position of its audit record, and returns when both are
   * stored. After a failure, one of them may be stored without the other, and the caller must not hand out the key.
   */
  add(key: KeyRecord, onRecord?: WithAuditRecord): Promise<void>
}
