/** A form as agents see it: its state, but never an answer. */
import * as z from 'zod/mini'
import { FormContext } from './form-context.ts'
import { AgentId, ConversationId, FormId, QuestionId, SubmissionId, TemplateId, Timestamp } from './identifiers.ts'

export const formStatuses = ['sent', 'opened', 'submitted', 'retrieved', 'declined', 'cancelled', 'expired'] as const
export type FormStatus = (typeof formStatuses)[number]

/** The fields that determine which questions a form asks. */
const asked = {
  templateVersion: z.int(),
  /** The questions that the form asks. Absent if the form asks all questions of the template. */
  only: z.optional(z.array(QuestionId)),
}

export const FormView = z.strictObject({
  formId: FormId,
  conversationId: ConversationId,
  templateId: TemplateId,
  ...asked,
  agentId: AgentId,
  status: z.enum(formStatuses),
  sentAt: Timestamp,
  expiresAt: Timestamp,
  openedAt: z.optional(Timestamp),
  submittedAt: z.optional(Timestamp),
  retrievedAt: z.optional(Timestamp),
  /** The id of the submission. Absent after the conversation is closed or the submission is erased. */
  submissionId: z.optional(SubmissionId),
  follows: z.optional(FormId),
  context: z.optional(FormContext),
})
export type FormView = z.infer<typeof FormView>

/** The reply of send-form and resend-form. No other reply contains the open key. */
export const SentForm = z.strictObject({
  formId: FormId,
  status: z.literal('sent'),
  ...asked,
  openKey: z.string(),
  openKeyExpiresAt: Timestamp,
  expiresAt: Timestamp,
  /**
   * The URL of the visitor's page, with the open key as its fragment. The agent's tab appends `.` and the fingerprint.
   */
  link: z.string(),
})
export type SentForm = z.infer<typeof SentForm>
