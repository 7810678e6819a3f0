/** Refuses a key. The bearer gets the same response for every reason. */
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
  /** True if the refusal is also logged as an event, for a metric and its alarm. */
  readonly logged: boolean
}

/** How long the response to a refused key waits for its audit record, in milliseconds. */
export const refusalRecordMs = seconds(1)

/** The reasons for a refusal: a fault of the key, or an altered submission to which the key leads. */
export type RefusalReason = KeyRefusal | 'integrity-failed'

const refusalAudits: Record<RefusalReason, RefusalAudit> = {
  misused: { event: 'key-misused', outcome: 'refused', logged: true },
  replayed: { event: 'key-replayed', outcome: 'refused', logged: true },
  unknown: { event: 'key-misused', outcome: 'unknown-key', logged: false },
  expired: { event: 'key-misused', outcome: 'expired-key', logged: false },
  'integrity-failed': { event: 'integrity-failed', outcome: 'failed', logged: true },
}

/**
 * Refuses a key. Every refusal is recorded in the audit log, so that all refusals do the same work (promise I9). A
 * misused or replayed key is also logged, for the metric. The record may take longer than a second if many requests use
 * one key concurrently, or if the audit log is down. In that case only the log line is written, and the response is the
 * same. An address with too many recent refusals gets `too-many-requests`, and nothing is recorded. Invalid keys never
 * delay a valid key.
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
