import type { SubmissionId } from '../../contracts/identifiers.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Log } from '../core/log.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import { actorOf } from '../identity/actor.ts'

/**
 * Records and logs, for the alarm, that stored records of a submission are inconsistent (promise I10). Uses the site's
 * chains of the day, because the rows cannot prove their conversation. Throws `audit-failed`.
 */
export const recordIntegrityFailure = async (
  { audit, log }: { readonly audit: Pick<AuditLog, 'record'>; readonly log: Log },
  person: PersonPrincipal,
  submissionId: SubmissionId,
): Promise<void> => {
  const { siteId } = person
  log.write({ line: 'event', event: 'integrity-failed', siteId })
  await audit.record({ event: 'integrity-failed', ...actorOf(person), outcome: 'failed', siteId, submissionId })
}
