import * as z from 'zod/mini'
import { FormId, SubmissionId, Timestamp } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const issueRetrieveKey = step({
  name: 'issue-retrieve-key',
  summary: 'Issues a single-use key, valid for seconds, with which the sender retrieves the answers.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/forms/{formId}/retrieve-key',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ formId: FormId }),
  query: noFields,
  body: noFields,
  reply: z.strictObject({ submissionId: SubmissionId, retrieveKey: z.string(), expiresAt: Timestamp }),
  success: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
