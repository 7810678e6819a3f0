import * as z from 'zod/mini'
import { FormView } from '../form-view.ts'
import { FormId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const getForm = step({
  name: 'get-form',
  summary: 'Returns the state of a form.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/forms/{formId}',
  caller: 'person',
  anyOf: ['secure-form:use', 'form:observe'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: noFields,
  body: noFields,
  reply: FormView,
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-available'],
})
