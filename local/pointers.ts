/** Writes the pointers to releases and erasures, as the reader of a deployment's stream does. */
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import type { AuditPointers, AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { hours } from '../lambdas/core/time.ts'

export interface LocalPointers {
  /** Writes the pointers for new audit records. The caller must call this with all new records in the audit table. */
  readonly onAuditRecords: (records: readonly AuditRecord[]) => void
  /** Finishes writing pending pointers. */
  close(): Promise<void>
}

export interface LocalPointersPorts {
  readonly pointers: AuditPointers
  readonly clock: Clock
  readonly scanAuditTable: () => AsyncIterable<AuditTableRow>
}

/**
 * The time for which a DynamoDB stream retains unread records. At the start, this process reads records up to this age
 * again.
 */
const lookBackMs = hours(24)

export const localPointers = ({ pointers, clock, scanAuditTable }: LocalPointersPorts): LocalPointers => {
  let isClosing = false

  const pointAgain = async (): Promise<void> => {
    const since = clock.now() - lookBackMs
    for await (const { record } of scanAuditTable()) {
      if (isClosing) return
      if (record !== undefined && record.at >= since) await pointers.add([record])
    }
  }

  // Batches run one after the other. A failed batch is retried at the next start.
  let turn: Promise<void> = pointAgain().catch(() => {})
  return {
    onAuditRecords(records) {
      turn = turn.then(() => pointers.add(records)).catch(() => {})
    },
    async close() {
      isClosing = true
      await turn
    },
  }
}
