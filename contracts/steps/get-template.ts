import * as z from 'zod/mini'
import { TemplateId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'
import { Template } from '../template.ts'

export const getTemplate = step({
  name: 'get-template',
  summary: 'Returns the latest version of a template, or the version in the query.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/templates/{templateId}',
  caller: 'person',
  anyOf: ['secure-form:use', 'site:administer'],
  pathParameters: z.strictObject({ templateId: TemplateId }),
  query: z.strictObject({ version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,8}$/))) }),
  body: noFields,
  reply: Template,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
