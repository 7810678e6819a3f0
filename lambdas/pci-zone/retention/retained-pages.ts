/** Iterates over all stored submissions, for both retention tasks. */
import { forEachConcurrently, forEachPage } from '../../core/concurrency.ts'
import type { Log } from '../../core/log.ts'
import type { TaskReport } from '../../core/scheduled-task.ts'
import type { RetainedSubmission, RetainedSubmissions } from '../vault/retained-submissions.ts'

export interface RetainedPagesPorts {
  readonly retained: RetainedSubmissions
  readonly log: Log
}

const maxConcurrentSubmissions = 25

/**
 * Calls `work` for each submission. Afterwards, yields one report with its own counts and the counts that `counted`
 * returns. Counts a malformed row, and logs it for the alarm (promise I10). Tries all rows, then throws the first
 * failure, so that no row and no site blocks another.
 */
export async function* forEachRetained(
  { retained, log }: RetainedPagesPorts,
  work: (submission: RetainedSubmission) => Promise<void>,
  counted: () => Pick<TaskReport, 'done' | 'overdue'>,
): AsyncGenerator<TaskReport> {
  let [looked, malformed] = [0, 0]
  try {
    await forEachPage(retained.pages(), async (page) => {
      looked += page.submissions.length + page.malformed
      malformed += page.malformed
      for (let row = 0; row < page.malformed; row++) log.write({ line: 'event', event: 'integrity-failed' })
      await forEachConcurrently(maxConcurrentSubmissions, page.submissions, work)
    })
  } finally {
    yield { table: 'submissions', looked, ...counted(), ...(malformed > 0 && { malformed }) }
  }
}
