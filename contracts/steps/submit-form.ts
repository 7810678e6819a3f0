import * as z from 'zod/mini'
import { FormId, QuestionId, SubmissionId, Timestamp } from '../identifiers.ts'
import { KeyField, VisitorSecret } from '../one-time-key.ts'
import { SealedAnswer } from '../sealing.ts'
import { noFields, step } from '../step.ts'

/** Answers by question id. The use case checks whether the template has these ids. */
const answersOf = <Answer extends z.ZodMiniType>(answer: Answer) =>
  z.record(QuestionId, answer).check(z.refine((answers) => Object.keys(answers).length <= 100))

export const submitForm = step({
  name: 'submit-form',
  summary: 'Tokenises the answers. The submit key is used up if and only if they are stored.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/visitor/submit',
  caller: 'visitor',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: z.strictObject({
    formId: FormId,
    visitorSecret: VisitorSecret,
    submitKey: KeyField,
    answers: answersOf(z.string()),
    sealedAnswers: z.optional(answersOf(SealedAnswer)),
  }),
  reply: z.strictObject({ submissionId: SubmissionId, submittedAt: Timestamp }),
  success: 201,
  refusals: ['not-available', 'conflict'],
})
