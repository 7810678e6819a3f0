/** Refuses a key in the same way for every reason, as far as its bearer can see. */
import type { AuditEventName } from '../../../contracts/audit-event.ts'
import type { Actor, AuditLog, AuditOutcome } from '../audit/audit.ts'
import type { Log } from '../log.ts'
import { notAvailable, type Refusal, refused } from '../outcome.ts'
import { countRefusedKey, type RateLimits } from '../rate-limits.ts'
import { seconds } from '../time.ts'
import type { KeyRecord } from './key-record.ts'
import type { KeyRefusal } from './one-time-key.ts'

export interface RefuseKeyPorts {
  readonly audit: AuditLog
  readonly log: Log
  readonly limits: RateLimits
}

interface RefusalAudit {
  readonly event: AuditEventName
  readonly outcome: AuditOutcome
  /** Whether it is logged as an event, for a metric and its alarm. */
  readonly logged: boolean
}

/** How long the response to a refused key waits for its audit record. */
export const refusalRecordMs = seconds(1)

/** Why a key is refused: because of the key, or of the stored submission that it leads to. */
export type RefusalReason = KeyRefusal | 'integrity-failed'

const refusalAudits: Record<RefusalReason, RefusalAudit> = {
  misused: { event: 'key-misused', outcome: 'refused', logged: true },
  replayed: { event: 'key-replayed', outcome: 'refused', logged: true },
  unknown: { event: 'key-misused', outcome: 'unknown-key', logged: false },
  expired: { event: 'key-misused', outcome: 'expired-key', logged: false },
  'integrity-failed': { event: 'integrity-failed', outcome: 'failed', logged: true },
}

/**
 * Refuses a key. Each refusal is recorded in the audit log, for every reason, so that all do the same work (promise
 * I9); a misused or replayed key is also logged, for the metric. If the record cannot be written within a second (one
 * key is used by many at once, or the audit log is down), only the log line is written, with the same response. An
 * address with too many recent refusals is asked to wait, and nothing is recorded. Bad keys never delay a good one.
 */
export const refuseKey = async (
  { audit, log, limits }: RefuseKeyPorts,
  reason: RefusalReason,
  { key, actor, address }: { key: KeyRecord | undefined; actor: Actor; address: string },
): Promise<Refusal> => {
  const retryAfterSeconds = countRefusedKey(limits, address)
  if (retryAfterSeconds !== undefined) return refused('too-many-requests', { retryAfterSeconds })

  const { event, outcome, logged } = refusalAudits[reason]
  const ids = key === undefined ? {} : { siteId: key.siteId, conversationId: key.conversationId, formId: key.formId }
  const isRecorded = await audit.record({ event, ...actor, outcome, ...ids }, { withinMs: refusalRecordMs }).then(
    () => true,
    () => false,
  )
  if (logged || !isRecorded)
    log.write({ line: 'event', event, siteId: ids.siteId ?? '-', ...(ids.formId ? { formId: ids.formId } : {}) })
  return notAvailable
}
