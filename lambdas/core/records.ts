/**
 * The records of the control zone and of both zones, as they are read back. Times are milliseconds since the epoch;
 * `sweepAt`, epoch seconds, is only for DynamoDB's sweeper and is no part of a record.
 */
import * as z from 'zod/mini'
import {
  AgentId,
  ConversationId,
  FormId,
  Locale,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
} from '../../contracts/identifiers.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import { Template } from '../../contracts/template.ts'

const milliseconds = z.int()
const text = z.string()

/** A place in an audit chain. On other records it is a hint of where the chain ended; the chain itself decides. */
export const ChainPlace = z.strictObject({ sequence: z.int(), hash: text })
export type ChainPlace = z.infer<typeof ChainPlace>

export const SiteRecord = SiteSettings
export type SiteRecord = z.infer<typeof SiteRecord>

/** A person as the site knows them; absent until there is something to know. `profile` wins over the token's. */
export const PersonRecord = z.strictObject({
  siteId: SiteId,
  issuer: text,
  subject: AgentId,
  enabled: z.boolean(),
  profile: z.optional(text),
  /** Sign-ins that began since the last one that succeeded. */
  failedSignIns: z.optional(z.int()),
  /** Tells the latest of them from a request that was sent twice. */
  lastAttempt: z.optional(text),
  lastSignInAt: z.optional(milliseconds),
  /** When an administrator last enabled the person, or the service first heard of them. */
  enabledAt: z.optional(milliseconds),
  /**
   * When the person was last disabled, or their password reset: no sign-in from before is good again, whatever became of it
   * meanwhile.
   */
  signInsEndedAt: z.optional(milliseconds),
})
export type PersonRecord = z.infer<typeof PersonRecord>

/** One sign-in of one agent. Once `ended` it stays ended. */
export const SessionRecord = z.strictObject({
  sessionHash: text,
  siteId: SiteId,
  issuer: text,
  subject: AgentId,
  lastSeenAt: milliseconds,
  ended: z.optional(z.enum(['signed-out', 'idle', 'disabled'])),
  endedAt: z.optional(milliseconds),
})
export type SessionRecord = z.infer<typeof SessionRecord>

export const ConversationRecord = z.strictObject({
  siteId: SiteId,
  conversationId: ConversationId,
  state: z.enum(['active', 'closed']),
  agentId: AgentId,
  visitorRef: z.optional(text),
  openedAt: milliseconds,
  closedAt: z.optional(milliseconds),
  erasedAt: z.optional(milliseconds),
  chainPlace: z.optional(ChainPlace),
})
export type ConversationRecord = z.infer<typeof ConversationRecord>

/** The settings of the site that a form keeps from the moment it was sent. */
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
  /** The agent who sent it: the only one who may read what comes back. */
  sender: z.strictObject({ issuer: text, subject: AgentId }),
  state: z.enum(formStates),
  /** Raised by resend; every key carries the generation that it was minted for. */
  generation: z.int(),
  settings: FormSettings,
  locale: z.optional(Locale),
  only: z.optional(z.array(QuestionId)),
  follows: z.optional(FormId),
  sealingKey: z.optional(text),
  /** Hash of the visitor secret that the opened form is bound to. */
  visitorHash: z.optional(text),
  sentAt: milliseconds,
  expiresAt: milliseconds,
  openedAt: z.optional(milliseconds),
  submittedAt: z.optional(milliseconds),
  retrievedAt: z.optional(milliseconds),
  submissionId: z.optional(SubmissionId),
  /** The end of its conversation, copied here by close-conversation, so that most steps need no second read. */
  closedAt: z.optional(milliseconds),
  erasedAt: z.optional(milliseconds),
  chainPlace: z.optional(ChainPlace),
})
export type FormRecord = z.infer<typeof FormRecord>

/** A one-time key as it is stored: never the key, only its SHA-256. */
export const KeyRecord = z.strictObject({
  keyHash: text,
  action: z.enum(['open', 'submit', 'retrieve']),
  siteId: SiteId,
  conversationId: ConversationId,
  formId: FormId,
  generation: z.int(),
  /** Who may use it: the visitor's hash for a submit key, the agent for a retrieve key, nobody yet for an open key. */
  subject: z.optional(text),
  submissionId: z.optional(SubmissionId),
  /** Of an open key: the version to show, so that opening needs no further read to find it. */
  templateId: z.optional(TemplateId),
  templateVersion: z.optional(z.int()),
  /** Of a retrieve key: the sign-in that it was issued to, and that it dies with. */
  sessionHash: z.optional(text),
  expiresAt: milliseconds,
  claimedBy: z.optional(text),
  chainPlace: z.optional(ChainPlace),
})
export type KeyRecord = z.infer<typeof KeyRecord>

/** The latest version of a template with its switch, or an immutable earlier one. */
export const TemplateRecord = z.strictObject({ siteId: SiteId, template: Template, enabled: z.boolean() })
export type TemplateRecord = z.infer<typeof TemplateRecord>
