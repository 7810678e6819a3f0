/**
 * Changes the settings of the caller's site, for put-site and patch-site: reads them, decides, and stores the decision on condition that
 * nobody has changed the site meanwhile. A permission changed here counts from the next request on.
 *
 * Each profile that may do something else from now on has a record of its own that names it (PCI DSS 10.2.1.5); what is changed
 * beside, or a change of nothing, has one that names none.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Permission } from '../../contracts/permissions.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import type { AuditEvent } from '../core/audit/audit.ts'
import { matches } from '../core/etag.ts'
import type { Log } from '../core/log.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import { mayAdminister } from '../core/people/may-administer.ts'
import { effectiveProfiles, profilesThatDiffer } from '../core/people/permissions.ts'
import type { Principal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import type { SiteRecord } from '../core/sites/site.ts'
import { siteEtag, siteView } from '../core/sites/site-view.ts'
import type { Sites } from '../core/sites/sites.ts'
import { actorOf } from '../identity/actor.ts'
import { administratorOf } from '../identity/administrator-of.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'
import { profileOf } from '../identity/session-rules.ts'
import { grantsHistoryAnew, logHistoryGrant } from './history-grant.ts'

export interface ChangeSitePorts extends AdmissionPorts {
  readonly log: Log
  readonly records: Records
  readonly sites: Sites
}

interface SiteChange {
  readonly principal: Principal
  readonly ifMatch?: string | undefined
  readonly anyOf: readonly Permission[]
  /** The settings as they are to be, from those that stand there. */
  applyTo(before: SiteRecord): Outcome<SiteRecord>
}

/** How often it is decided anew because somebody else has changed the site meanwhile. */
export const maxAttempts = 5

export const changeSite =
  (ports: ChangeSitePorts) =>
  async (change: SiteChange): Promise<Outcome<SiteSettings>> => {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const changed = await attemptChange(ports, change)
      if (changed !== 'overtaken') return changed
    }
    return refused('try-again')
  }

async function attemptChange(
  ports: ChangeSitePorts,
  { principal, ifMatch, anyOf, applyTo }: SiteChange,
): Promise<Outcome<SiteSettings> | 'overtaken'> {
  const found = await ports.records.read(wantedCallerRecords(principal))
  const caller = await admission(ports)(principal, found, { anyOf, activity: true })
  if ('refused' in caller) return caller

  const { person, site: before } = caller.admitted
  if (!matches(ifMatch, siteEtag(before))) return refused('changed-meanwhile')
  const applied = applyTo(before)
  if (isRefusal(applied)) return applied
  const site = { ...applied.value, profiles: effectiveProfiles(applied.value.profiles) }
  if (!mayAdminister(site, profileOf(person, found.person))) return refused('conflict')

  const event = { event: 'site-changed', ...actorOf(person), outcome: 'done', siteId: before.siteId } as const
  // Before it takes effect: its reply can be lost.
  const changed = profilesThatDiffer(before.profiles, site.profiles)
  if (grantsHistoryAnew(changed, before.profiles, site.profiles)) logHistoryGrant(ports.log, before.siteId)
  const outcome = await ports.sites.replace(site, {
    by: administratorOf(person, found.person),
    siteRevision: before.revision,
    events: eventsOf(event, before, site),
    now: ports.clock.now(),
  })
  if ('replaced' in outcome) return done(siteView(site), { etag: siteEtag(site) })
  return outcome.refusedBy === 'site' ? 'overtaken' : refused('conflict')
}

const eventsOf = (event: AuditEvent, before: SiteRecord, after: SiteRecord): readonly [AuditEvent, ...AuditEvent[]] => {
  const [first, ...rest] = profilesThatDiffer(before.profiles, after.profiles).map((profile) => ({ ...event, profile }))
  if (first === undefined) return [event]
  return isSameExceptProfiles(before, after) ? [first, ...rest] : [event, first, ...rest]
}

/** All that is set but for the profiles. */
const isSameExceptProfiles = ({ profiles: _, ...one }: SiteRecord, { profiles: __, ...other }: SiteRecord): boolean =>
  isDeepStrictEqual(one, other)
