/**
 * sweep-retention: once a day, removes every submission whose retention has ended. DynamoDB's own sweep uses the end
 * that was computed when the answers were submitted. This task also applies a retention that a site has shortened since
 * (PCI DSS 3.2.1). A submission whose retention has ended cannot be retrieved, even if this task has not removed it
 * yet.
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

/**
 * Removes the submissions whose retention has ended. Reads only ids and times. The task can be repeated and can run
 * concurrently.
 */
export const sweepRetention = (ports: SweepRetentionPorts) =>
  async function* (): AsyncGenerator<TaskReport> {
    const endOf = siteRetention(ports)
    const now = ports.clock.now()
    let done = 0
    const removeIfExpired = async (submission: RetainedSubmission) => {
      if (now < (await endOf(submission))) return
      await ports.sweeps.remove(submission.submissionId)
      done += 1
    }
    yield* forEachRetained(ports, removeIfExpired, () => ({ done }))
  }
