import type { SiteId } from '../../../contracts/identifiers.ts'
import type { Records } from '../../core/records/records.ts'
import { retainedUntil } from '../../core/retention/retention.ts'
import type { RetainedSubmission } from '../vault/retained-submissions.ts'

/** The longest that any site keeps answers; of a site that is no longer there, what was promised when a form was sent counts. */
const maxRetentionMonths = 13

/**
 * When the retention of a submission ends, by the setting of its site as it is in this run: each site is asked for once, however
 * much is stored of it.
 */
export function siteRetention({ records }: { readonly records: Pick<Records, 'read'> }) {
  const months = new Map<SiteId, Promise<number>>()
  const monthsOf = (siteId: SiteId): Promise<number> => {
    const known = months.get(siteId)
    if (known !== undefined) return known
    const asked = records.read({ site: siteId }).then(({ site }) => site?.retentionMonths ?? maxRetentionMonths)
    months.set(siteId, asked)
    return asked
  }
  return async (submission: RetainedSubmission): Promise<number> =>
    retainedUntil(submission, { retentionMonths: await monthsOf(submission.siteId) })
}
