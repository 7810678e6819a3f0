import * as z from 'zod/mini'
import { QuestionId, SubmissionId } from '../identifiers.ts'
import { nothing, step } from '../step.ts'
import { HistoryEntry } from './list-history.ts'

/** Ten characters that say something: blanks alone are no reason. Code points, as every length of the contract. */
const isReason = (text: string): boolean => text.isWellFormed() && [...text.trim()].length >= 10

export const viewHistory = step({
  name: 'view-history',
  summary: 'Shows the stored answers of a closed conversation, masked but for those to be revealed.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/history/submissions/{submissionId}/view',
  caller: 'person',
  anyOf: ['secure-form:view-history'],
  pathParameters: z.strictObject({ submissionId: SubmissionId }),
  query: nothing,
  body: z.strictObject({
    /** Why. It must be given and is kept nowhere: it is free text, and may hold a value. */
    reason: z
      .string()
      .check(
        z.maxLength(1_000),
        z.refine(isReason, { params: { code: 'too-short' } }),
        z.meta({ pattern: String.raw`\S[\s\S]{8,}\S` }),
      ),
    reveal: z.optional(z.array(QuestionId).check(z.maxLength(100))),
  }),
  reply: z.strictObject({ ...HistoryEntry.shape, answers: z.record(QuestionId, z.string()) }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'sign-in-again', 'not-found', 'conflict'],
})
