/**
 * check-retention: once a week, reports for each table how many records are retained for longer than their limit. The
 * number should be zero (PCI DSS 3.2.1). The task has no permission to delete, so its check is independent of the
 * deletions.
 */
import type { Clock } from '../core/clock.ts'
import { type ExpiringTable, expiringTables } from '../core/expiring-tables.ts'
import { maxConnectionMs } from '../core/push/connections.ts'
import type { Records } from '../core/records/records.ts'
import type { RecordCounts } from '../core/retention/record-counts.ts'
import type { TaskReport } from '../core/scheduled-task.ts'
import { hours, monthsLater } from '../core/time.ts'
import { forEachRetained, type RetainedPagesPorts } from './retention/retained-pages.ts'
import { siteRetention } from './retention/site-retention.ts'
import type { RetainedSubmission } from './vault/retained-submissions.ts'

export interface CheckRetentionPorts extends RetainedPagesPorts {
  readonly records: Pick<Records, 'read'>
  readonly counts: RecordCounts
  readonly clock: Clock
}

const day = hours(24)

/**
 * How long an expired item may still be stored. DynamoDB deletes expired items within a few days, so an item that is
 * still stored after a week is overdue.
 */
const sweepGraceMs = 7 * day

/**
 * How long a submission may still be stored after its retention has ended. `sweep-retention` runs once a day, and a
 * single run may fail.
 */
const removalGraceMs = 2 * day

const afterMonths =
  (months: number, more = 0) =>
  (now: number) =>
    monthsLater(now, months) + more
const after = (milliseconds: number) => (now: number) => now + milliseconds

/** For each table, the longest retention of a record, counted from its creation or its end. */
const maxRetention: Readonly<Record<ExpiringTable, (now: number) => number>> = {
  // The longest case is a visitor's pointer. The last form can be sent just before the conversation's record expires,
  // and the pointer is retained for longer than that form.
  conversations: afterMonths(27),
  // A form is retained for a week longer than its submission.
  forms: afterMonths(13, 7 * day),
  'one-time-keys': after(hours(2)),
  'agent-sessions': after(hours(13)),
  submissions: afterMonths(13),
  'data-keys': afterMonths(13),
  connections: after(maxConnectionMs),
  audit: afterMonths(13),
}

/** Yields one report per table. Submissions are also checked against the current setting of their site. */
export const checkRetention = (ports: CheckRetentionPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const now = ports.clock.now()
    for (const table of expiringTables) {
      // Allow one extra day for clock skew and for months of different length.
      const sweptBefore = maxRetention[table](now) + day
      const { looked, overdue } = await ports.counts.count(table, { sweptBy: now - sweepGraceMs, sweptBefore })
      yield { table, looked, overdue }
    }
    yield* checkSubmissionsBySite(ports, now)
  }

function checkSubmissionsBySite(ports: CheckRetentionPorts, now: number): AsyncGenerator<TaskReport> {
  const endOf = siteRetention(ports)
  let overdue = 0
  const countIfOverdue = async (submission: RetainedSubmission) => {
    if (now - (await endOf(submission)) >= removalGraceMs) overdue += 1
  }
  return forEachRetained(ports, countIfOverdue, () => ({ overdue }))
}
