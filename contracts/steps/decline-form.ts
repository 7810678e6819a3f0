import * as z from 'zod/mini'
import { FormId } from '../identifiers.ts'
import { VisitorSecret } from '../one-time-key.ts'
import { noFields, step } from '../step.ts'

export const declineForm = step({
  name: 'decline-form',
  summary: 'Declines a form.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/visitor/decline',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({ formId: FormId, visitorSecret: VisitorSecret }),
  reply: z.strictObject({ formId: FormId, status: z.literal('declined') }),
  success: 200,
  refusals: ['not-available', 'conflict'],
})
