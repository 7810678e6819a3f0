/**
 * Once a day: removes every submission whose retention is over. DynamoDB sweeps by the end that was reckoned when the answers
 * came in; a site that keeps answers for fewer months since means those as well (PCI DSS 3.2.1). Until then they are refused.
 */
import type { Clock } from '../core/clock.ts'
import type { Records } from '../core/records/records.ts'
import type { TaskReport } from '../core/scheduled-task.ts'
import { forEachRetained, type RetainedPagesPorts } from './retention/retained-pages.ts'
import { siteRetention } from './retention/site-retention.ts'
import type { RetainedSubmission, SubmissionSweeps } from './vault/retained-submissions.ts'

export interface SweepRetentionPorts extends RetainedPagesPorts {
  readonly records: Pick<Records, 'read'>
  readonly sweeps: SubmissionSweeps
  readonly clock: Clock
}

/** Reads ids and times alone. May be run again, or twice at once. */
export const sweepRetention = (ports: SweepRetentionPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const endOf = siteRetention(ports)
    const now = ports.clock.now()
    let done = 0
    const removeIfOver = async (submission: RetainedSubmission) => {
      if (now < (await endOf(submission))) return
      await ports.sweeps.remove(submission.submissionId)
      done += 1
    }
    yield* forEachRetained(ports, removeIfOver, () => ({ done }))
  }
