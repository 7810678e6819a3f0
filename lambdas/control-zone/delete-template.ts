/** delete-template: disables a template. Its versions are kept, and forms already sent are unaffected. */
import { deleteTemplate as step } from '../../contracts/steps/delete-template.ts'
import { etagMatches } from '../core/etag.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { templateEtag, versionNamed } from '../core/templates/template-etag.ts'
import type { Templates } from '../core/templates/templates.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface DeleteTemplatePorts extends AdmissionPorts {
  readonly records: Records
  readonly templates: Templates
}

export const deleteTemplate =
  (ports: DeleteTemplatePorts) =>
  async ({ principal, path, ifMatch }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const { templateId } = path
    const template = { siteId, templateId, version: 'latest' } as const
    const found = await ports.records.read({ ...callerLookup(principal), template })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    if (found.template === undefined) return refused('not-found')
    const current = found.template.template
    if (!etagMatches(ifMatch, templateEtag(current))) return refused('changed-meanwhile')

    const actor = actorOf(caller.admitted.person)
    const isDisabled = await ports.templates.disable(siteId, templateId, {
      // Another outcome than that of put-template: from the records one can see who saved which version.
      event: { event: 'template-changed', ...actor, outcome: 'disabled', siteId, templateId },
      now: ports.clock.now(),
      ifLatest: versionNamed(ifMatch, current),
    })
    if (!isDisabled) return refused('changed-meanwhile')
    return done({ templateId, enabled: false })
  }
