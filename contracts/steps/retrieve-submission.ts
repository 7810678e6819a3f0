import * as z from 'zod/mini'
import { FormId, QuestionId, SubmissionId, TemplateId, Timestamp } from '../identifiers.ts'
import { KeyField } from '../one-time-key.ts'
import { SealedAnswer } from '../sealing.ts'
import { noFields, step } from '../step.ts'

export const retrieveSubmission = step({
  name: 'retrieve-submission',
  summary: 'Detokenises a submission: returns the answers to the agent who sent the form.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/submissions/{submissionId}/retrieve',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ submissionId: SubmissionId }),
  query: noFields,
  body: z.strictObject({ retrieveKey: KeyField }),
  reply: z.strictObject({
    submissionId: SubmissionId,
    formId: FormId,
    templateId: TemplateId,
    templateVersion: z.int(),
    submittedAt: Timestamp,
    answers: z.record(QuestionId, z.string()),
    sealedAnswers: z.record(QuestionId, SealedAnswer),
    /**
     * The status of the sealed answers. `gone`: the submission had sealed answers, but they were already handed out,
     * expired or lost.
     */
    sealedStatus: z.enum(['none', 'available', 'gone']),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-available'],
})
