/** put-template: stores the next version of a template. New forms use it; forms already sent keep their version. */
import { putTemplate as step } from '../../contracts/steps/put-template.ts'
import { etagMatches } from '../core/etag.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { templateEtag, versionNamed } from '../core/templates/template-etag.ts'
import type { Templates } from '../core/templates/templates.ts'
import { actorOf } from '../identity/actor.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface PutTemplatePorts extends AdmissionPorts {
  readonly records: Records
  readonly templates: Templates
}

export const putTemplate =
  (ports: PutTemplatePorts) =>
  async ({ principal, path, body, ifMatch }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const { templateId } = path
    const latest = { siteId, templateId, version: 'latest' } as const
    const found = await ports.records.read({
      ...callerLookup(principal),
      ...(ifMatch !== undefined && { template: latest }),
    })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: true })
    if ('refused' in caller) return caller
    if (body.templateId !== undefined && body.templateId !== templateId) {
      return refused('not-valid', { errors: [{ field: 'templateId', code: 'bad-format' }] })
    }
    const current = found.template?.template
    if (!etagMatches(ifMatch, current && templateEtag(current))) return refused('changed-meanwhile')
    const actor = actorOf(caller.admitted.person)
    const added = await ports.templates.addVersion(
      siteId,
      { ...body, templateId },
      {
        event: { event: 'template-changed', ...actor, outcome: 'done', siteId, templateId },
        now: ports.clock.now(),
        ifLatest: versionNamed(ifMatch, current),
      },
    )
    return added === undefined ? refused('changed-meanwhile') : done(added, { etag: templateEtag(added) })
  }
