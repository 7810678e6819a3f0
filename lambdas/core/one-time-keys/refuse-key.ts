/** What happens when a key is refused: the same for every reason, as far as its bearer can tell. */
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
  /** Whether somebody should be able to be woken by it. */
  readonly logged: boolean
}

/** How long the answer to a refused key waits for its record. */
export const refusalRecordMs = seconds(1)

/** Why a key is refused: what is wrong with the key, or with what is stored of the submission that it leads to. */
export type RefusalReason = KeyRefusal | 'integrity-failed'

const refusalAudits: Record<RefusalReason, RefusalAudit> = {
  misused: { event: 'key-misused', outcome: 'refused', logged: true },
  replayed: { event: 'key-replayed', outcome: 'refused', logged: true },
  unknown: { event: 'key-misused', outcome: 'unknown-key', logged: false },
  expired: { event: 'key-misused', outcome: 'expired-key', logged: false },
  'integrity-failed': { event: 'integrity-failed', outcome: 'failed', logged: true },
}

/**
 * Refuses a key. Each refusal is noted in the audit log, whatever its reason, so that all of them do the same work (promise
 * I9); a misused and a replayed key are told to the log as well, for the metric. When many use one key at once, or the audit log is
 * down, the log line alone stands for a record that cannot be written within a second: the answer is the same. An address from which too many have been
 * refused of late is told to wait, and nothing is noted any more. A good key is never held up by bad ones.
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
