/** Writes the pointers to releases and erasures under a site's day, as the reader of a deployment's stream does. */
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import type { AuditPointers, AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { hours } from '../lambdas/core/time.ts'

export interface LocalPointers {
  /** Receives new records of the audit table. */
  readonly onAuditRecords: (records: readonly AuditRecord[]) => void
  /** Finishes pending work. */
  close(): Promise<void>
}

export interface LocalPointersPorts {
  readonly pointers: AuditPointers
  readonly clock: Clock
  readonly scanAuditTable: () => AsyncIterable<AuditTableRow>
}

/** A stream retains unread records this long; here, records this old are processed again at the start. */
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

  // One after the other. What fails now is retried at the next start.
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
