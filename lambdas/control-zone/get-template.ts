/** get-template: returns a complete template: its latest version, or the version that the request names. */
import { getTemplate as step } from '../../contracts/steps/get-template.ts'
import { done, type Outcome, refused } from '../core/outcome.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { templateEtag } from '../core/templates/template-etag.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface GetTemplatePorts extends AdmissionPorts {
  readonly records: Records
}

export const getTemplate =
  (ports: GetTemplatePorts) =>
  async ({ principal, path, query }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const version = query.version === undefined ? 'latest' : Number(query.version)
    const template = { siteId: principal.siteId, templateId: path.templateId, version } as const
    const found = await ports.records.read({ ...callerLookup(principal), template })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    if (found.template === undefined) return refused('not-found')
    const shown = found.template.template
    return done(shown, { etag: templateEtag(shown) })
  }
