/**
 * Once a week: reports, per table, the number of records retained past their limit, which should be zero (PCI DSS
 * 3.2.1). It has no permission to delete, so that it verifies the deletions independently.
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

/** DynamoDB deletes expired items within a few days, so a week late is too late. */
const sweepGraceMs = 7 * day

/** `sweep-retention` runs once a day, and may fail once. */
const removalGraceMs = 2 * day

const afterMonths =
  (months: number, more = 0) =>
  (now: number) =>
    monthsLater(now, months) + more
const after = (milliseconds: number) => (now: number) => now + milliseconds

/** The longest retention of a record in each table, from its creation or end. */
const maxRetention: Readonly<Record<ExpiringTable, (now: number) => number>> = {
  // A visitor's pointer can outlive the last form, which can be sent just before the conversation's record expires.
  conversations: afterMonths(27),
  // A form outlives its submission.
  forms: afterMonths(13, 7 * day),
  'one-time-keys': after(hours(2)),
  'agent-sessions': after(hours(13)),
  submissions: afterMonths(13),
  'data-keys': afterMonths(13),
  connections: after(maxConnectionMs),
  audit: afterMonths(13),
}

/** Yields a report for each table. Submissions are also checked against their site's current setting. */
export const checkRetention = (ports: CheckRetentionPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const now = ports.clock.now()
    for (const table of expiringTables) {
      // One more day, for clock skew and months of different length.
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
