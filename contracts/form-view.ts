/** A form as agents see it: its state, never an answer. */
import * as z from 'zod/mini'
import { AgentId, ConversationId, FormId, SubmissionId, TemplateId, Timestamp } from './identifiers.ts'

export const formStatuses = ['sent', 'opened', 'submitted', 'retrieved', 'declined', 'cancelled', 'expired'] as const
export type FormStatus = (typeof formStatuses)[number]

export const FormView = z.strictObject({
  formId: FormId,
  conversationId: ConversationId,
  templateId: TemplateId,
  templateVersion: z.int(),
  agentId: AgentId,
  status: z.enum(formStatuses),
  sentAt: Timestamp,
  expiresAt: Timestamp,
  openedAt: z.optional(Timestamp),
  submittedAt: z.optional(Timestamp),
  retrievedAt: z.optional(Timestamp),
  /** Absent once the conversation is closed or the submission erased. */
  submissionId: z.optional(SubmissionId),
  follows: z.optional(FormId),
})
export type FormView = z.infer<typeof FormView>

/** What sending and sending again answer: the only time the open key is told. */
export const SentForm = z.strictObject({
  formId: FormId,
  status: z.literal('sent'),
  openKey: z.string(),
  openKeyExpiresAt: Timestamp,
  expiresAt: Timestamp,
  /** The visitor's page and the open key behind `#`; the agent's tab appends `.` and its key's fingerprint. */
  link: z.string(),
})
export type SentForm = z.infer<typeof SentForm>
