/**
 * put-site: replaces the settings of the caller's site. A permission changed here counts from the next request on.
 *
 * Each profile that may do something else from now on has a record of its own that names it (PCI DSS 10.2.1.5); what is changed
 * beside, or a put that changes nothing, has one that names none.
 */
import { isDeepStrictEqual } from 'node:util'
import { defaultSiteName } from '../../contracts/site-settings.ts'
import { putSite as step } from '../../contracts/steps/put-site.ts'
import type { Log } from '../core/log.ts'
import { done, type Outcome } from '../core/outcome.ts'
import { effectiveProfiles, profilesThatDiffer } from '../core/people/permissions.ts'
import type { Records } from '../core/records/records.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import type { Sites } from '../core/sites/sites.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'
import { grantsHistoryAnew, logHistoryGrant } from './history-grant.ts'

export interface PutSitePorts extends AdmissionPorts {
  readonly log: Log
  readonly records: Records
  readonly sites: Sites
}

export const putSite =
  (ports: PutSitePorts) =>
  async ({ principal, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const found = await ports.records.read(wantedCallerRecords(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller

    const { person, site: before } = caller.admitted
    const { name = defaultSiteName(siteId) } = body
    const site = { ...body, siteId, name, profiles: effectiveProfiles(body.profiles) }
    const event = { event: 'site-changed', actor: actorOf(person), outcome: 'done', siteId } as const
    const changed = profilesThatDiffer(before.profiles, site.profiles)
    if (changed.length === 0 || !isSameExceptProfiles(before, site)) await ports.audit.record(event)
    for (const profile of changed) await ports.audit.record({ ...event, profile })
    if (grantsHistoryAnew(changed, before.profiles, site.profiles)) logHistoryGrant(ports.log, siteId)
    const replaced = (await ports.sites.put(site)) ?? before
    // Another put since the reading, which this one takes back: known only now.
    const takenBack = profilesThatDiffer(replaced.profiles, site.profiles).filter(
      (profile) => !changed.includes(profile),
    )
    for (const profile of takenBack) await ports.audit.record({ ...event, profile })
    if (grantsHistoryAnew(takenBack, replaced.profiles, site.profiles)) logHistoryGrant(ports.log, siteId)
    return done(site)
  }

/** All that is set but for the profiles. */
const isSameExceptProfiles = ({ profiles: _, ...one }: SiteRecord, { profiles: __, ...other }: SiteRecord): boolean =>
  isDeepStrictEqual(one, other)
