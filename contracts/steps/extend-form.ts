import * as z from 'zod/mini'
import { FormId, Timestamp } from '../identifiers.ts'
import { VisitorSecret } from '../one-time-key.ts'
import { noFields, step } from '../step.ts'

export const extendForm = step({
  name: 'extend-form',
  summary: 'Extends the time that the visitor has to submit a form.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/visitor/extend',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({ formId: FormId, visitorSecret: VisitorSecret }),
  reply: z.strictObject({ formId: FormId, expiresAt: Timestamp }),
  success: 200,
  refusals: ['not-available'],
})
