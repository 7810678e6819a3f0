import * as z from 'zod/mini'
import { SentForm } from '../form-view.ts'
import { FormId, Locale } from '../identifiers.ts'
import { SealingKey } from '../sealing.ts'
import { noFields, step } from '../step.ts'

export const resendForm = step({
  name: 'resend-form',
  summary: 'Sends a form again as a new generation. Earlier keys and the binding to a browser become invalid.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/forms/{formId}/resend',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: noFields,
  body: z.strictObject({
    sealingKey: z.optional(SealingKey),
    /**
     * The locale in which to send the form again. If absent, the form keeps its current locale. A tab that does not
     * know the current locale must set one, because the fingerprint covers the labels.
     */
    locale: z.optional(Locale),
  }),
  reply: SentForm,
  success: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
