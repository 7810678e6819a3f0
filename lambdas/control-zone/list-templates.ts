/** list-templates: lists the latest version of each template of the site, including disabled templates. */
import { TemplateId } from '../../contracts/identifiers.ts'
import { listTemplates as step } from '../../contracts/steps/list-templates.ts'
import { done, isRefusal, type Outcome } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import type { Templates } from '../core/templates/templates.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface ListTemplatesPorts extends AdmissionPorts {
  readonly records: Records
  readonly templates: Templates
}

export const listTemplates =
  (ports: ListTemplatesPorts) =>
  async ({ principal, query }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const { siteId } = principal
    const list = `${siteId} ${step.name}`
    const found = await ports.records.read(callerLookup(principal))
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const after = readCursor(list, query.cursor, TemplateId)
    if (isRefusal(after)) return after

    const page = await ports.templates.list(siteId, { limit: query.limit, after: after.value })
    const templates = page.templates.map(({ template: { templateId, version, title }, enabled }) => ({
      templateId,
      version,
      title,
      enabled,
    }))
    return done({ templates, ...(page.next === undefined ? {} : { cursor: makeCursor(list, page.next) }) })
  }
