/** The events that the service publishes on the event bus. The local run sends them as server-sent events. */
import * as z from 'zod/mini'
import { type AuditEventName, auditEventNames } from './audit-event.ts'
import { ConversationId, FormId, SiteId, SubmissionId, Timestamp } from './identifiers.ts'

/** The audit events about forms and submissions. The other events are not published. */
export type PublishedEventName = Extract<AuditEventName, `form-${string}` | `submission-${string}`>

export const isPublishedEventName = (name: AuditEventName): name is PublishedEventName =>
  name.startsWith('form-') || name.startsWith('submission-')

/**
 * The detail of an event on the bus. It consists of ids and states, because an audit record contains nothing else. An
 * event may arrive more than once.
 */
export const PublishedEvent = z.strictObject({
  event: z.enum(auditEventNames.filter(isPublishedEventName)),
  at: Timestamp,
  siteId: z.optional(SiteId),
  conversationId: z.optional(ConversationId),
  formId: z.optional(FormId),
  submissionId: z.optional(SubmissionId),
})
/** The event before parsing, as the publisher makes it. */
export type PublishedEventInput = z.input<typeof PublishedEvent>
