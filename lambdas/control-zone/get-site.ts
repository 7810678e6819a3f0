/** get-site: returns the settings of the caller's site, including all its profiles. */
import { getSite as step } from '../../contracts/steps/get-site.ts'
import { done, type Outcome } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import { siteEtag, siteView } from '../core/sites/site-view.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface GetSitePorts extends AdmissionPorts {
  readonly records: Records
}

export const getSite =
  (ports: GetSitePorts) =>
  async ({ principal }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const { site } = caller.admitted
    return done(siteView(site), { etag: siteEtag(site) })
  }
