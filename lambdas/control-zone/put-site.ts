/** put-site: replaces the settings of the caller's site. A permission changed here counts from the next request on. */
import { defaultSiteName } from '../../contracts/site-settings.ts'
import { putSite as step } from '../../contracts/steps/put-site.ts'
import { done, type Outcome } from '../core/outcome.ts'
import { effectiveProfiles } from '../core/permissions.ts'
import type { ReplyOf, SignedInRequest } from '../core/step-request.ts'
import type { Records, Sites } from '../core/storage.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, personWanted } from '../identity/admission.ts'

export interface PutSitePorts extends AdmissionPorts {
  readonly records: Records
  readonly sites: Sites
}

export const putSite =
  (ports: PutSitePorts) =>
  async ({ principal, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const found = await ports.records.read(personWanted(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller

    const actor = actorOf(caller.admitted.person)
    await ports.audit.note({ event: 'site-changed', actor, outcome: 'done', siteId })
    const { name = defaultSiteName(siteId) } = body
    const site = { ...body, siteId, name, profiles: effectiveProfiles(body.profiles) }
    await ports.sites.put(site)
    return done(site)
  }
