/**
 * Once a week: shows that nothing is older than it may be (PCI DSS 3.2.1), table by table, in numbers. It may remove nothing, so
 * that what removes cannot hide from it.
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

/** DynamoDB deletes what has expired within a few days, so a week late is too late. */
const sweepGraceMs = 7 * day

/** `sweep-retention` runs once a day, and may fail once. */
const removalGraceMs = 2 * day

const afterMonths =
  (months: number, more = 0) =>
  (now: number) =>
    monthsLater(now, months) + more
const after = (milliseconds: number) => (now: number) => now + milliseconds

/** The longest that a record of each table may be kept which is made or ends now. */
const maxRetention: Readonly<Record<ExpiringTable, (now: number) => number>> = {
  // A visitor's pointer outlives a form that is sent as the conversation's own record ends.
  conversations: afterMonths(27),
  // A form outlives what was submitted to it.
  forms: afterMonths(13, 7 * day),
  'one-time-keys': after(hours(2)),
  'agent-sessions': after(hours(13)),
  submissions: afterMonths(13),
  'data-keys': afterMonths(13),
  connections: after(maxConnectionMs),
  audit: afterMonths(13),
}

/** A report for each table. Submissions are held to what their site says now, as well. */
export const checkRetention = (ports: CheckRetentionPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const now = ports.clock.now()
    for (const table of expiringTables) {
      // A day more, for clocks that differ and months that do.
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
