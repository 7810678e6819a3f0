/** A form as its visitor sees it. */
import * as z from 'zod/mini'
import { FormContext } from './form-context.ts'
import { FormId, SubmissionId, Timestamp } from './identifiers.ts'
import { VisitorTemplate } from './template.ts'

/** An opened form, with its texts in one locale. */
export const OpenedForm = z.strictObject({
  formId: FormId,
  siteName: z.string(),
  template: VisitorTemplate,
  sealingKey: z.optional(z.string()),
  status: z.enum(['opened', 'declined']),
  expiresAt: Timestamp,
  context: z.optional(FormContext),
})
export type OpenedForm = z.infer<typeof OpenedForm>

/** What is left to show once the answers have arrived: a receipt. */
export const SubmittedForm = z.strictObject({
  formId: FormId,
  siteName: z.string(),
  status: z.literal('submitted'),
  submissionId: SubmissionId,
  submittedAt: Timestamp,
  context: z.optional(FormContext),
})
export type SubmittedForm = z.infer<typeof SubmittedForm>
