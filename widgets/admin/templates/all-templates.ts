/** Reads the forms of the site, and switches them on and off. */
import type * as z from 'zod/mini'
import type { TemplateId } from '../../../contracts/identifiers.ts'
import { deleteTemplate } from '../../../contracts/steps/delete-template.ts'
import { getTemplate } from '../../../contracts/steps/get-template.ts'
import { listTemplates } from '../../../contracts/steps/list-templates.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import type { Template } from '../../../contracts/template.ts'
import { failureMessage } from '../form/form.ts'
import type { Service } from '../service.ts'

export type ListedTemplate = z.infer<typeof listTemplates.reply>['templates'][number]

export type Failed = { readonly failed: string }

/** Reads all forms of the site, so that they can be searched. */
export const readAllTemplates = async (service: Service): Promise<readonly ListedTemplate[] | Failed> => {
  const templates: ListedTemplate[] = []
  let cursor: string | undefined
  do {
    const reply = await service.call(listTemplates, {
      ...{ path: {}, body: {} },
      query: { limit: '100', ...(cursor !== undefined && { cursor }) },
    })
    if (reply.outcome !== 'done') return { failed: failureMessage(reply) }
    templates.push(...reply.value.templates)
    cursor = reply.value.cursor
  } while (cursor !== undefined)
  return templates
}

/** Reads the latest version of a form. */
export const readTemplate = async (service: Service, templateId: TemplateId): Promise<Template | Failed> => {
  const reply = await service.call(getTemplate, { path: { templateId }, body: {} })
  return reply.outcome === 'done' ? reply.value : { failed: failureMessage(reply) }
}

/** The contract's DELETE disables a form. Its versions are kept. */
export const switchOff = async (service: Service, listed: ListedTemplate): Promise<ListedTemplate | Failed> => {
  const reply = await service.call(deleteTemplate, { path: { templateId: listed.templateId }, body: {} })
  return reply.outcome === 'done' ? { ...listed, enabled: false } : { failed: failureMessage(reply) }
}

/** Enables a form by saving its latest version again as the next version. The contract has no other way. */
export const switchOn = async (service: Service, listed: ListedTemplate): Promise<ListedTemplate | Failed> => {
  const path = { templateId: listed.templateId }
  const latest = await service.call(getTemplate, { path, body: {} })
  if (latest.outcome !== 'done') return { failed: failureMessage(latest) }
  const { version: _, ...body } = latest.value
  const ifMatch = latest.etag
  const saved = await service.call(putTemplate, { path, body, ...(ifMatch !== undefined && { ifMatch }) })
  return saved.outcome === 'done'
    ? { ...listed, enabled: true, version: saved.value.version }
    : { failed: failureMessage(saved) }
}
