import * as z from 'zod/mini'
import { TemplateId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const deleteTemplate = step({
  name: 'delete-template',
  summary: 'Disables a template. Forms already sent are unaffected.',
  zone: 'control-zone',
  method: 'DELETE',
  path: '/v1/templates/{templateId}',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: z.strictObject({ templateId: TemplateId }),
  query: noFields,
  body: noFields,
  reply: z.strictObject({ templateId: TemplateId, enabled: z.literal(false) }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found', 'changed-meanwhile'],
})
