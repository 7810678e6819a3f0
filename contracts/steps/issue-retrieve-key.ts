import * as z from 'zod/mini'
import { FormId, SubmissionId, Timestamp } from '../identifiers.ts'
import { nothing, step } from '../step.ts'

export const issueRetrieveKey = step({
  name: 'issue-retrieve-key',
  summary: 'Issues the key with which the sending agent may retrieve once, within seconds.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/forms/{formId}/retrieve-key',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: nothing,
  body: nothing,
  reply: z.strictObject({ submissionId: SubmissionId, retrieveKey: z.string(), expiresAt: Timestamp }),
  success: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
