import * as z from 'zod/mini'
import { TemplateId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'
import { Template, TemplateDraft } from '../template.ts'

export const putTemplate = step({
  name: 'put-template',
  summary: 'Creates the next version of a template.',
  zone: 'control-zone',
  method: 'PUT',
  path: '/v1/templates/{templateId}',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: z.strictObject({ templateId: TemplateId }),
  query: noFields,
  body: TemplateDraft,
  reply: Template,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted', 'changed-meanwhile'],
})
