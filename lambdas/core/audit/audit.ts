/**
 * The audit log: hash-chained records. Each conversation has one chain for what took effect. Each site has sixteen
 * chains a day for people, settings and refusals, so that a flood of refusals cannot block a conversation's chain.
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

/** What happened, to what, by whom: ids and codes of a closed list, never a value that a person entered. */
export interface AuditEvent {
  readonly event: AuditEventName
  /** `agent:<subject>`, `visitor`, `chat-backend:<client id>` or `service`; the HTTP contract shows it. */
  readonly actor: string
  /** The issuer of the agent or the chat backend: another issuer may have the same subject or client id. */
  readonly actorIssuer?: string
  /** `done` or `released`, or the code of a refusal or failure. */
  readonly outcome: AuditOutcome
  readonly siteId?: SiteId
  readonly conversationId?: ConversationId
  readonly formId?: FormId
  readonly submissionId?: SubmissionId
  /** The one answer that the event concerns, where it does not concern the whole submission. */
  readonly questionId?: QuestionId
  readonly templateId?: TemplateId
  /** The person whom the event concerns, if any: their subject and its issuer. */
  readonly subject?: AgentId
  readonly subjectIssuer?: string
  /** For a person: the profile that was set, or `profileFromToken`. For a site: a profile with changed permissions. */
  readonly profile?: string
}

/** The actor, as the fields of an event. */
export type Actor = Pick<AuditEvent, 'actor' | 'actorIssuer'>

/** No profile was set: the profile in the person's token applies. No profile can have this name. */
export const profileFromToken = '-'

export const auditOutcomes = ['done', 'released', 'failed', 'refused', 'unknown-key', 'expired-key'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** The last millisecond of a `Date` (ECMA-262, section 21.4.1.1). At a later one, a reader fails on every retry. */
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
   * Appends an event to its conversation's chain, durably, before it returns; returns the new chain head. `after` is a
   * hint of the current chain head; a stale one only costs a read. Throws `audit-failed`.
   */
  append(event: ConversationEvent, after: ChainHead | undefined): Promise<ChainHead>
  /**
   * Appends an event to one of the site's sixteen day chains. Throws `audit-failed`, with a limit also when the time
   * runs out first; the record may still be written.
   */
  record(event: AuditEvent, limit?: { readonly withinMs: number }): Promise<void>
}

export interface AuditTrail {
  /** The audit records of a conversation, by sequence, at most `limit`, after the given one. Reads consistently. */
  listByConversation(
    conversation: Pick<ConversationEvent, 'siteId' | 'conversationId'>,
    page: { limit: number; after?: number | undefined },
  ): Promise<{ records: readonly AuditRecord[]; next?: number }>
  /**
   * The audit records of one chain of a site's day, or its pointers, in order, at most `limit`, after the given one.
   * Reads consistently. `next` starts the next page. An entry without a record is a pointer to a missing record.
   */
  listByDay(
    place: { readonly siteId: SiteId; readonly day: string; readonly of: DayList },
    page: { limit: number; after?: number | undefined },
  ): Promise<{ entries: readonly DayEntry[]; next?: number }>
}

export interface AuditPointers {
  /** Puts the pointer to each record that needs one. Idempotent. Throws `storage-failed`. */
  add(records: readonly AuditRecord[]): Promise<void>
}

/** One of the sixteen day chains, or the pointers to the records of conversations. */
export type DayList = number | 'pointers'

export interface DayEntry {
  readonly sequence: number
  readonly record?: AuditRecord
}

/** The audit record of a change, stored in one transaction with it: both or neither. */
export interface WithAuditRecord {
  readonly event: ConversationEvent
  /** A hint of the head of the conversation's chain. */
  readonly after: ChainHead | undefined
  /** The time of the record. */
  readonly now: number
}

/** An event for a chain of a site's day. */
export type SiteEvent = AuditEvent & { readonly siteId: SiteId }

/** An event for the chain of a conversation. */
export type ConversationEvent = AuditEvent & { readonly siteId: SiteId; readonly conversationId: ConversationId }
