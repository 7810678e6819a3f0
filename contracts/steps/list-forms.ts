import * as z from 'zod/mini'
import { FormView } from '../form-view.ts'
import { ConversationId } from '../identifiers.ts'
import { noFields, PageQuery, step } from '../step.ts'

export const listForms = step({
  name: 'list-forms',
  summary: 'Lists the forms of a conversation.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/conversations/{conversationId}/forms',
  caller: 'person',
  anyOf: ['secure-form:use', 'form:observe'],
  pathParameters: z.strictObject({ conversationId: ConversationId }),
  query: PageQuery,
  body: noFields,
  reply: z.strictObject({ forms: z.array(FormView), cursor: z.optional(z.string()) }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-available'],
})
