/**
 * Once a day: removes every submission whose retention has ended. DynamoDB sweeps by the end computed at submission;
 * this task applies a retention that a site has since shortened (PCI DSS 3.2.1). Until then, retrieval is refused.
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

/** Reads only ids and times. Safe to repeat and to run concurrently. */
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
