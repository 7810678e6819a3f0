import type { SubmissionId } from '../../contracts/identifiers.ts'
import type { AuditLog } from '../core/audit/audit.ts'
import type { Log } from '../core/log.ts'
import type { PersonPrincipal } from '../core/people/principal.ts'
import { actorOf } from '../identity/actor.ts'

/**
 * Adds an audit record stating that the stored records of a submission are inconsistent, and writes a log line for the
 * alarm (promise I10). The audit record goes to one of the site's day chains, because the rows cannot prove which
 * conversation they belong to. Throws `audit-failed`.
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
