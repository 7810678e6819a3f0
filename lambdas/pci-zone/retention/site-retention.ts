import type { SiteId } from '../../../contracts/identifiers.ts'
import type { Records } from '../../core/records/records.ts'
import { retainedUntil } from '../../core/retention/retention.ts'
import type { RetainedSubmission } from '../vault/retained-submissions.ts'

/**
 * The longest retention that a site can set. It is used for a missing site, so that the retention that applied when the
 * form was sent decides.
 */
const maxRetentionMonths = 13

/**
 * Returns a function that returns the time at which the retention of a submission ends by the current setting of its
 * site. Reads each site only once, regardless of the number of its submissions.
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
