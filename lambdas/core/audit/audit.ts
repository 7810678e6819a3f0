/**
 * The audit log: hash-chained records. Each conversation has one chain for the changes that took effect. Each site has
 * sixteen chains per day for people, settings and refusals, so that a flood of refusals cannot block a conversation's
 * chain.
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

/** What happened, to what, and who did it: ids and codes of a closed list, never a value that a person entered. */
export interface AuditEvent {
  readonly event: AuditEventName
  /** `agent:<subject>`, `visitor`, `chat-backend:<client id>` or `service`. list-audit returns it. */
  readonly actor: string
  /** The issuer of the agent or the chat backend, since another issuer may have the same subject or client id. */
  readonly actorIssuer?: string
  /** `done`, `released`, or the code of a refusal or a failure. */
  readonly outcome: AuditOutcome
  readonly siteId?: SiteId
  readonly conversationId?: ConversationId
  readonly formId?: FormId
  readonly submissionId?: SubmissionId
  /** The single answer that the event concerns, if it does not concern the whole submission. */
  readonly questionId?: QuestionId
  readonly templateId?: TemplateId
  /** The subject of the person whom the event concerns, if any; `subjectIssuer` is its issuer. */
  readonly subject?: AgentId
  readonly subjectIssuer?: string
  /**
   * The profile that was set, or `profileFromToken`, if the event is about a person; a profile whose permissions
   * changed, if it is about a site.
   */
  readonly profile?: string
}

/** The fields of an event that identify the actor. */
export type Actor = Pick<AuditEvent, 'actor' | 'actorIssuer'>

/**
 * The value of `profile` if no profile was set, so that the one in the person's token applies. No profile can have this
 * name.
 */
export const profileFromToken = '-'

export const auditOutcomes = ['done', 'released', 'failed', 'refused', 'unknown-key', 'expired-key'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/**
 * The last millisecond that a `Date` can represent (ECMA-262, section 21.4.1.1). With a later one, a reader would fail
 * on every retry.
 */
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
   * Appends an event to its conversation's chain and stores it durably before it returns. Returns the new chain head.
   * `after` is a hint of the current chain head; a stale hint only costs a read. Throws `audit-failed`.
   */
  append(event: ConversationEvent, after: ChainHead | undefined): Promise<ChainHead>
  /**
   * Appends an event to one of the site's sixteen day chains. Throws `audit-failed`. With a limit it also throws that
   * if the time runs out first; the record may still be written later.
   */
  record(event: AuditEvent, limit?: { readonly withinMs: number }): Promise<void>
}

export interface AuditTrail {
  /** Returns at most `limit` audit records of a conversation, by sequence, after the given one. Reads consistently. */
  listByConversation(
    conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>,
    page: { limit: number; after?: number | undefined },
  ): Promise<{ records: readonly AuditRecord[]; next?: number }>
  /**
   * Returns at most `limit` entries of a site's day: either the audit records of one chain, or the pointers, in order,
   * after the given one. Reads consistently. `next` is where the next page starts. An entry without a record is a
   * pointer to a missing record.
   */
  listByDay(
    place: { readonly siteId: SiteId; readonly day: string; readonly of: DayList },
    page: { limit: number; after?: number | undefined },
  ): Promise<{ entries: readonly DayEntry[]; next?: number }>
}

export interface AuditPointers {
  /** Puts a pointer to each of these records that needs one. Idempotent. Throws `storage-failed`. */
  add(records: readonly AuditRecord[]): Promise<void>
}

/** One of the lists of a day's entries: the day chain of this number, or the pointers to records in other chains. */
export type DayList = number | 'pointers'

export interface DayEntry {
  readonly sequence: number
  readonly record?: AuditRecord
}

/** The audit record of a change, stored in the same transaction: either both are stored or neither. */
export interface WithAuditRecord {
  readonly event: ConversationEvent
  /** A hint of the head of the conversation's chain. */
  readonly after: ChainHead | undefined
  /** The time of the audit record, in milliseconds. */
  readonly now: number
}

/** An event that is recorded in one of a site's day chains. */
export type SiteEvent = AuditEvent & { readonly siteId: SiteId }

/** An event that is recorded in the chain of a conversation. */
export type ConversationEvent = AuditEvent & { readonly siteId: SiteId; readonly conversationId: ConversationId }
