/** put-person: an administrator decides whether somebody may sign in, and as what. It counts from their next request on. */
import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { profileFromToken } from '../core/audit/audit.ts'
import type { Log } from '../core/log.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { People } from '../core/people/people.ts'
import { effectiveProfiles } from '../core/people/permissions.ts'
import { personView } from '../core/people/person-view.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'
import { grantsHistory, logHistoryGrant } from './history-grant.ts'

export interface PutPersonPorts extends AdmissionPorts {
  readonly log: Log
  readonly records: Records
  readonly people: People
}

/**
 * A subject alone names nobody: it is that of the administrator's own issuer. Somebody who has never signed in may be put.
 * Every put is on record with all that it sets, the profile among it, so that nobody is raised without a word (PCI DSS 10.2.1.5).
 */
export const putPerson =
  (ports: PutPersonPorts) =>
  async ({ principal, path, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(wantedCallerRecords(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    const { person, site } = caller.admitted
    if (body.profile !== undefined && !Object.hasOwn(effectiveProfiles(site.profiles), body.profile)) {
      return refused('not-valid', { errors: [{ field: 'profile', code: 'unknown' }] })
    }

    const { siteId, issuer } = person
    const { subject } = path
    const event = body.enabled ? 'operator-enabled' : 'operator-disabled'
    const { profile = profileFromToken } = body
    await ports.audit.record({ event, actor: actorOf(person), outcome: 'done', siteId, subject, profile })
    if (body.enabled && grantsHistory(site.profiles, body.profile)) logHistoryGrant(ports.log, siteId)
    return done(personView(await ports.people.put({ siteId, issuer, subject }, body, ports.clock.now())))
  }
