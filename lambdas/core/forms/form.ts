import * as z from 'zod/mini'
import { FormContext } from '../../../contracts/form-context.ts'
import {
  AgentId,
  ConversationId,
  FormId,
  Locale,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
} from '../../../contracts/identifiers.ts'
import { ChainHead } from '../audit/chain-head.ts'

/** The site settings that are copied to a form when it is sent and do not change afterwards. */
export const FormSettings = z.strictObject({
  submitKeySeconds: z.int(),
  formMinutes: z.int(),
  holdingSeconds: z.int(),
  retentionMonths: z.int(),
})
export type FormSettings = z.infer<typeof FormSettings>

export const formStates = ['sent', 'opened', 'submitted', 'retrieved', 'declined', 'cancelled'] as const
export type FormState = (typeof formStates)[number]

export const FormRecord = z.strictObject({
  formId: FormId,
  siteId: SiteId,
  conversationId: ConversationId,
  templateId: TemplateId,
  templateVersion: z.int(),
  /** The agent who sent the form, and the only one who may read the answers. */
  sender: z.strictObject({ issuer: z.string(), subject: AgentId }),
  state: z.enum(formStates),
  /** A number that each resend raises. Every key contains the generation for which it was minted. */
  generation: z.int(),
  settings: FormSettings,
  locale: z.optional(Locale),
  only: z.optional(z.array(QuestionId)),
  follows: z.optional(FormId),
  /** What the form is for, as stated when it was sent. It never changes. */
  context: z.optional(FormContext),
  /** The hash of the context. The sealed answers and the stored submission are bound to it. */
  contextHash: z.optional(z.string()),
  sealingKey: z.optional(z.string()),
  /** The hash of the visitor secret that the form was bound to when it was opened. */
  visitorHash: z.optional(z.string()),
  sentAt: z.int(),
  expiresAt: z.int(),
  openedAt: z.optional(z.int()),
  submittedAt: z.optional(z.int()),
  retrievedAt: z.optional(z.int()),
  submissionId: z.optional(SubmissionId),
  /**
   * When the conversation was closed. close-conversation copies the time here, so that most steps need no second read.
   */
  closedAt: z.optional(z.int()),
  erasedAt: z.optional(z.int()),
  chainPlace: z.optional(ChainHead),
  /** The MAC of `chainPlace` under the visitor secret, from the opening (`authentic-place.ts`). */
  chainMac: z.optional(z.string()),
})
export type FormRecord = z.infer<typeof FormRecord>
