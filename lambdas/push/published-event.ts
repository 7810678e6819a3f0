import type { AuditRecord } from '../core/audit/audit.ts'

/** The content of an event on the bus. It consists of ids and states, because an audit record contains nothing else. */
export interface PublishedEvent {
  readonly event: AuditRecord['event']
  readonly at: string
  readonly siteId?: string
  readonly conversationId?: string
  readonly formId?: string
  readonly submissionId?: string
}

const isOfFormOrSubmission = (name: string): boolean => name.startsWith('form-') || name.startsWith('submission-')

/** Returns the event of a record if the record is about a form or a submission and took effect, otherwise nothing. */
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
