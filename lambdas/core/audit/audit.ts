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
import type { ChainHead, ChainHint, DatedChainHead } from './chain-head.ts'

/**
 * An event of the audit log: what happened, what it concerns, and who did it. Its fields are ids and codes of a closed
 * list, never a value that a person entered.
 */
export interface AuditEvent {
  readonly event: AuditEventName
  /** The actor: `agent:<subject>`, `visitor`, `chat-backend:<client id>` or `service`. list-audit returns the actor. */
  readonly actor: string
  /** The issuer of the agent or the chat backend. Another issuer may have the same subject or client id. */
  readonly actorIssuer?: string
  /**
   * The outcome of the event: `done`, `disabled` (a template was switched off), `released`, or the code of a refusal or a
   * failure.
   */
  readonly outcome: AuditOutcome
  readonly siteId?: SiteId
  readonly conversationId?: ConversationId
  readonly formId?: FormId
  readonly submissionId?: SubmissionId
  /** The question whose answer the event concerns. Absent if the event concerns the whole submission. */
  readonly questionId?: QuestionId
  readonly templateId?: TemplateId
  /** The subject of the person whom the event concerns, if any. `subjectIssuer` is the issuer of this subject. */
  readonly subject?: AgentId
  readonly subjectIssuer?: string
  /**
   * If the event concerns a person: the profile that was set, or `profileFromToken`. If the event concerns a site: a
   * profile whose permissions changed.
   */
  readonly profile?: string
}

/** The fields of an event that identify the actor. */
export type Actor = Pick<AuditEvent, 'actor' | 'actorIssuer'>

/**
 * The value of `profile` if no profile was set. The profile in the person's token then applies. No profile can have
 * this name.
 */
export const profileFromToken = '-'

export const auditOutcomes = [
  'done',
  'disabled',
  'released',
  'failed',
  'refused',
  'unknown-key',
  'expired-key',
] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/**
 * The last millisecond that a `Date` can represent (ECMA-262, section 21.4.1.1). If a record had a later time, each
 * attempt to read it would fail.
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
  /** Reads the chain head of a conversation consistently. Throws `audit-failed`. */
  head(conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>): Promise<DatedChainHead>
  /**
   * Appends an event to its conversation's chain, directly after the given record. The caller has read that record from
   * the chain. Returns the new chain head, or nothing if another record has that position. Throws `audit-failed`.
   */
  appendAt(event: ConversationEvent, after: ChainHead): Promise<ChainHead | undefined>
  /**
   * Appends an event to its conversation's chain and stores it durably before it returns. Returns the new chain head.
   * `after` is a hint of the current chain head. A stale hint costs one more read, but is harmless. Throws
   * `audit-failed`.
   */
  append(event: ConversationEvent, after: ChainHint | undefined): Promise<ChainHead>
  /**
   * Appends an event to one of the site's sixteen day chains. Throws `audit-failed`. With a limit, it also throws
   * `audit-failed` if the time runs out first. The record may nevertheless be written later.
   */
  record(event: AuditEvent, limit?: { readonly withinMs: number }): Promise<void>
}

export interface AuditTrail {
  /**
   * Returns at most `limit` audit records of a conversation, in the order of their sequence, after the given sequence.
   * Reads consistently.
   */
  listByConversation(
    conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>,
    page: { limit: number; after?: number | undefined },
  ): Promise<{ records: readonly AuditRecord[]; next?: number }>
  /**
   * Returns at most `limit` entries of a site's day: either the audit records of one chain, or the pointers. The
   * entries are in order and start after the given one. Reads consistently. `next` is the start of the next page. An
   * entry without a record is a pointer to a missing record.
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

/**
 * The audit record of a change. One transaction stores the change and the record, so either both are stored or neither.
 */
export interface WithAuditRecord {
  readonly event: ConversationEvent
  /** A hint of the head of the conversation's chain. */
  readonly after: ChainHint | undefined
  /**
   * Returns the MAC with which the position of the record is stored, so that a later step can use the position without
   * a check (`authentic-place.ts`). Without it, no MAC is stored.
   */
  readonly authenticate?: (place: ChainHead) => string
  /** The time of the audit record, in milliseconds. */
  readonly now: number
}

/** An event that is recorded in one of a site's day chains. */
export type SiteEvent = AuditEvent & { readonly siteId: SiteId }

/** An event that is recorded in the chain of a conversation. */
export type ConversationEvent = AuditEvent & { readonly siteId: SiteId; readonly conversationId: ConversationId }
