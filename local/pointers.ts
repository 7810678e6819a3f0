/** Points to releases and erasures from the site's day, as the reader of a deployment's stream does. */
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import type { AuditPointers, AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { hours } from '../lambdas/core/time.ts'

export interface LocalPointers {
  /** Takes what is new in the audit table. */
  readonly onAuditRecords: (records: readonly AuditRecord[]) => void
  /** Finishes what is under way. */
  close(): Promise<void>
}

export interface LocalPointersPorts {
  readonly pointers: AuditPointers
  readonly clock: Clock
  readonly scanAuditTable: () => AsyncIterable<AuditTableRow>
}

/** A stream keeps what nobody has read for so long; here, what was written so long before the start is looked at again. */
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

  // One after the other. What fails now is pointed to at the next start.
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
