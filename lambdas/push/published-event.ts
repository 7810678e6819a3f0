import type { AuditRecord } from '../core/audit/audit.ts'

/** The content of an event on the bus: ids and states. An audit record contains nothing else. */
export interface PublishedEvent {
  readonly event: AuditRecord['event']
  readonly at: string
  readonly siteId?: string
  readonly conversationId?: string
  readonly formId?: string
  readonly submissionId?: string
}

const isOfFormOrSubmission = (name: string): boolean => name.startsWith('form-') || name.startsWith('submission-')

/** The event of a record, if it is about a form or a submission and took effect; nothing otherwise. */
export function publishedEvent(record: AuditRecord): PublishedEvent | undefined {
  const { event, at, outcome, siteId, conversationId, formId, submissionId } = record
  if (!isOfFormOrSubmission(event) || (outcome !== 'done' && outcome !== 'released')) return undefined
  return {
    event,
    at: new Date(at).toISOString(),
    ...(siteId !== undefined && { siteId }),
    ...(conversationId !== undefined && { conversationId }),
    ...(formId !== undefined && { formId }),
    ...(submissionId !== undefined && { submissionId }),
  }
}
