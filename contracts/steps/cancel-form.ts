import * as z from 'zod/mini'
import { FormId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const cancelForm = step({
  name: 'cancel-form',
  summary: 'Cancels a form that has not been submitted.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/forms/{formId}/cancel',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: noFields,
  body: noFields,
  reply: z.strictObject({ formId: FormId, status: z.literal('cancelled') }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
