import * as z from 'zod/mini'
import { Locale, QuestionId, SubmissionId } from '../identifiers.ts'
import { noFields, step } from '../step.ts'
import { HistoryEntry } from './list-history.ts'

/** True if the text has at least ten code points after trimming. */
const isReason = (text: string): boolean => text.isWellFormed() && [...text.trim()].length >= 10

export const viewHistory = step({
  name: 'view-history',
  summary: 'Returns the stored answers of a closed conversation, masked except those in `reveal`.',
  zone: 'pci-zone',
  method: 'POST',
  path: '/v1/history/submissions/{submissionId}/view',
  caller: 'person',
  anyOf: ['secure-form:view-history'],
  pathParameters: z.strictObject({ submissionId: SubmissionId }),
  query: noFields,
  body: z.strictObject({
    /** The reason for the view. It is required. It is not stored, because free text may contain an answer. */
    reason: z
      .string()
      .check(
        z.maxLength(1_000),
        z.refine(isReason, { params: { code: 'too-short' } }),
        z.meta({ pattern: String.raw`\S[\s\S]{8,}\S` }),
      ),
    reveal: z.optional(z.array(QuestionId).check(z.maxLength(100))),
    /** The locale for `labels` in the reply. Without it, the reply has no labels. */
    locale: z.optional(Locale),
  }),
  reply: z.strictObject({
    ...HistoryEntry.shape,
    answers: z.record(QuestionId, z.string()),
    /** The labels of the answered questions: in the requested locale, or in the template's default locale. */
    labels: z.optional(z.record(QuestionId, z.string())),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'sign-in-again', 'not-found', 'conflict'],
})
