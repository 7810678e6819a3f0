import * as z from 'zod/mini'
import { FormId, Timestamp } from '../identifiers.ts'
import { VisitorSecret } from '../one-time-key.ts'
import { noFields, step } from '../step.ts'

export const issueSubmitKey = step({
  name: 'issue-submit-key',
  summary: 'Issues a single-use key, valid for seconds, with which the visitor submits the answers.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/visitor/submit-key',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({ formId: FormId, visitorSecret: VisitorSecret }),
  reply: z.strictObject({ submitKey: z.string(), expiresAt: Timestamp }),
  success: 201,
  refusals: ['not-available', 'conflict'],
})
