import { isPublishedEventName, type PublishedEventInput } from '../../contracts/published-event.ts'
import type { AuditRecord } from '../core/audit/audit.ts'

/** The content of an event on the bus. */
export type PublishedEvent = PublishedEventInput

/** Returns the event of a record if the record is about a form or a submission and took effect, otherwise nothing. */
export function publishedEvent(record: AuditRecord): PublishedEvent | undefined {
  const { event, at, outcome, siteId, conversationId, formId, submissionId } = record
  if (!isPublishedEventName(event) || (outcome !== 'done' && outcome !== 'released')) return undefined
  return {
    event,
    at: new Date(at).toISOString(),
    ...(siteId !== undefined && { siteId }),
    ...(conversationId !== undefined && { conversationId }),
    ...(formId !== undefined && { formId }),
    ...(submissionId !== undefined && { submissionId }),
  }
}
