import * as z from 'zod/mini'
import { SentForm } from '../form-view.ts'
import { FormId } from '../identifiers.ts'
import { SealingKey } from '../sealing.ts'
import { nothing, step } from '../step.ts'

export const resendForm = step({
  name: 'resend-form',
  summary: 'Sends a form again: a new generation, every earlier key and binding is dead.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/forms/{formId}/resend',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: nothing,
  body: z.strictObject({ sealingKey: z.optional(SealingKey) }),
  reply: SentForm,
  success: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
