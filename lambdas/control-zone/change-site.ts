/**
 * Changes the settings of the caller's site, for put-site and patch-site. Reads the settings, computes the new ones,
 * and writes them only if the site has not changed since the read. A changed permission takes effect with the next
 * request. For each profile whose permissions change, there is one audit record that names the profile (PCI DSS
 * 10.2.1.5). Any other request gets a single record that names no profile, even if the request changes nothing.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Permission } from '../../contracts/permissions.ts'
import type { SiteSettings } from '../../contracts/site-settings.ts'
import type { AuditEvent } from '../core/audit/audit.ts'
import { etagMatches } from '../core/etag.ts'
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
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'
import { profileOf } from '../identity/session-rules.ts'
import { logHistoryGrant, newlyGrantsHistory } from './history-grant.ts'

export interface ChangeSitePorts extends AdmissionPorts {
  readonly log: Log
  readonly records: Records
  readonly sites: Sites
}

interface SiteChange {
  readonly principal: Principal
  readonly ifMatch?: string | undefined
  readonly anyOf: readonly Permission[]
  /** Returns the new settings, computed from the current ones. */
  applyTo(before: SiteRecord): Outcome<SiteRecord>
}

/** The maximum number of attempts. An attempt fails if a concurrent request changes the site. */
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
  const found = await ports.records.read(callerLookup(principal))
  const caller = await admission(ports)(principal, found, { anyOf, activity: true })
  if ('refused' in caller) return caller

  const { person, site: before } = caller.admitted
  if (!etagMatches(ifMatch, siteEtag(before))) return refused('changed-meanwhile')
  const applied = applyTo(before)
  if (isRefusal(applied)) return applied
  const site = { ...applied.value, profiles: effectiveProfiles(applied.value.profiles) }
  if (!mayAdminister(site, profileOf(person, found.person))) return refused('conflict')

  const event = { event: 'site-changed', ...actorOf(person), outcome: 'done', siteId: before.siteId } as const
  // Log the grant before the write, because the write may take effect although its reply is lost.
  const changed = profilesThatDiffer(before.profiles, site.profiles)
  if (newlyGrantsHistory(changed, before.profiles, site.profiles)) logHistoryGrant(ports.log, before.siteId)
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

/** True if the two sites have the same settings, apart from their profiles. */
const isSameExceptProfiles = ({ profiles: _, ...one }: SiteRecord, { profiles: __, ...other }: SiteRecord): boolean =>
  isDeepStrictEqual(one, other)
