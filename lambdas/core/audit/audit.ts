/**
 * The audit log: hash-chained records, one chain per conversation for what took effect, sixteen per site and day for people,
 * settings and refusals, so that nobody can jam a conversation's chain by knocking.
 */
import * as z from 'zod/mini'
import { type AuditEventName, auditEventNames } from '../../../contracts/audit-event.ts'
import type {
  AgentId,
  ConversationId,
  FormId,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
} from '../../../contracts/identifiers.ts'
import type { ChainHead } from './chain-head.ts'

/** What happened, to what, by whom: ids and words of a closed list, never a value that anybody typed. */
export interface AuditEvent {
  readonly event: AuditEventName
  /** `agent:<subject>`, `visitor`, `chat-backend:<client id>` or `service`; the HTTP contract shows it. */
  readonly actor: string
  /** The issuer that the agent or the chat backend signed in with: another issuer may have the same subject or client id. */
  readonly actorIssuer?: string
  /** `done`, or the word for what was refused or failed. */
  readonly outcome: AuditOutcome
  readonly siteId?: SiteId
  readonly conversationId?: ConversationId
  readonly formId?: FormId
  readonly submissionId?: SubmissionId
  /** Which answer of it, where that was told apart. */
  readonly questionId?: QuestionId
  readonly templateId?: TemplateId
  /** Whom it was done to, where that is a person: their subject and its issuer. */
  readonly subject?: AgentId
  readonly subjectIssuer?: string
  /** Of a person: the profile that was set for them, or `ownProfile`. Of a site: the profile that may do other things from now on. */
  readonly profile?: string
}

/** Who did it, as the fields of an event. */
export type Actor = Pick<AuditEvent, 'actor' | 'actorIssuer'>

/** No profile was set: the one that a person's own sign-in names counts. No profile can be called that. */
export const profileFromToken = '-'

export const auditOutcomes = ['done', 'released', 'failed', 'refused', 'unknown-key', 'expired-key'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** The last millisecond that a `Date` can hold (ECMA-262, section 21.4.1.1): a reader fails at a later one, again and again. */
const latestTime = 8_640_000_000_000_000

export const AuditRecord = z.strictObject({
  chain: z.string(),
  sequence: z.int(),
  eventId: z.string(),
  at: z.int().check(z.minimum(0), z.maximum(latestTime)),
  event: z.enum(auditEventNames),
  actor: z.string(),
  actorIssuer: z.optional(z.string()),
  outcome: z.enum(auditOutcomes),
  siteId: z.optional(z.string()),
  conversationId: z.optional(z.string()),
  formId: z.optional(z.string()),
  submissionId: z.optional(z.string()),
  questionId: z.optional(z.string()),
  templateId: z.optional(z.string()),
  subject: z.optional(z.string()),
  subjectIssuer: z.optional(z.string()),
  profile: z.optional(z.string()),
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditRecord = z.infer<typeof AuditRecord>

export interface AuditLog {
  /**
   * Puts an event at the end of its conversation's chain, durably, before it returns; answers with its place.
   * `after` is a hint of where the chain ends; a stale one only costs a look-up. Throws `audit-failed`.
   */
  append(event: ConversationEvent, after: ChainHead | undefined): Promise<ChainHead>
  /**
   * Puts an event at the end of one of the site's sixteen chains of the day. Throws `audit-failed`, with a limit also when that time
   * has passed first; the record may be written all the same.
   */
  record(event: AuditEvent, limit?: { readonly withinMs: number }): Promise<void>
}

export interface AuditTrail {
  /** What is on record of a conversation, by place in its chain, `limit` at most, after the place named. Reads consistently. */
  listByConversation(
    conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>,
    page: { limit: number; after?: number | undefined },
  ): Promise<{ records: readonly AuditRecord[]; next?: number }>
  /**
   * What is on record of a site's day in one of its places, in its order, `limit` at most, after the one named. Reads consistently.
   * `next` is where it goes on. An entry without a record stands for a pointer whose record is not there.
   */
  listByDay(
    place: { readonly siteId: SiteId; readonly day: string; readonly of: DayPlace },
    page: { limit: number; after?: number | undefined },
  ): Promise<{ entries: readonly DayEntry[]; next?: number }>
}

export interface AuditPointers {
  /** Puts the pointer to each record that needs one, once, however often it is asked. Throws `storage-failed`. */
  add(records: readonly AuditRecord[]): Promise<void>
}

/** One of the sixteen chains of the day, or the pointers to the records of conversations. */
export type DayPlace = number | 'pointers'

export interface DayEntry {
  readonly sequence: number
  readonly record?: AuditRecord
}

/** The audit record of a change, stored in one transaction with it: either both are, or neither. */
export interface OnRecord {
  readonly event: ConversationEvent
  /** A hint of where the conversation's chain ends. */
  readonly after: ChainHead | undefined
  /** The time of the record. */
  readonly now: number
}

/** An event that belongs to a chain of a site's day. */
export type SiteEvent = AuditEvent & { readonly siteId: SiteId }

/** An event that belongs to the chain of a conversation. */
export type ConversationEvent = AuditEvent & { readonly siteId: SiteId; readonly conversationId: ConversationId }
