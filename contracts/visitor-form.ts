/** A form as the visitor sees it. */
import * as z from 'zod/mini'
import { FormContext } from './form-context.ts'
import { FormId, SubmissionId, Timestamp } from './identifiers.ts'
import { VisitorTemplate } from './visitor-template.ts'

/** An opened form, with its texts in one locale. */
export const OpenedForm = z.strictObject({
  formId: FormId,
  siteName: z.string(),
  template: VisitorTemplate,
  sealingKey: z.optional(z.string()),
  status: z.literal('opened'),
  expiresAt: Timestamp,
  context: z.optional(FormContext),
})
export type OpenedForm = z.infer<typeof OpenedForm>

/** The receipt that the visitor sees after the answers are stored. */
export const SubmittedForm = z.strictObject({
  formId: FormId,
  siteName: z.string(),
  status: z.literal('submitted'),
  submissionId: SubmissionId,
  submittedAt: Timestamp,
  context: z.optional(FormContext),
})
export type SubmittedForm = z.infer<typeof SubmittedForm>

/** The ways in which a form can end without answers. `closed`: its conversation was closed. */
export const formEndings = ['declined', 'cancelled', 'closed', 'expired'] as const
export type FormEnding = (typeof formEndings)[number]

/** A form that ended without answers. */
export const EndedForm = z.strictObject({
  formId: FormId,
  siteName: z.string(),
  status: z.enum(formEndings),
})
export type EndedForm = z.infer<typeof EndedForm>

/**
 * The status of a form, without its questions. While the form is open, the page in the bound browser polls this status.
 */
export const BriefForm = z.strictObject({
  formId: FormId,
  status: z.enum(['opened', 'submitted', ...formEndings]),
})
export type BriefForm = z.infer<typeof BriefForm>
