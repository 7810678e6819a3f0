import * as z from 'zod/mini'
import { TemplateId } from '../identifiers.ts'
import { LocalisedText } from '../localised.ts'
import { noFields, PageQuery, step } from '../step.ts'

export const listTemplates = step({
  name: 'list-templates',
  summary: 'Lists the templates of the site.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/templates',
  caller: 'person',
  anyOf: ['secure-form:use', 'site:administer'],
  pathParameters: noFields,
  query: PageQuery,
  body: noFields,
  reply: z.strictObject({
    templates: z.array(
      z.strictObject({ templateId: TemplateId, version: z.int(), title: LocalisedText, enabled: z.boolean() }),
    ),
    cursor: z.optional(z.string()),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted'],
})
