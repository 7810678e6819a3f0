/**
 * `GET /dev/events`: the events that a deployment's publisher sends to the event bus, as server-sent events. Like the
 * publisher, it reads them from the changes of the audit table, not from the handlers.
 */
import type { ServerResponse } from 'node:http'
import type { AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import { publishedEvent } from '../lambdas/push/published-event.ts'

export interface DevEvents {
  /**
   * Writes the events for new audit records to all subscribers. The caller must call this with each new record in the
   * audit table.
   */
  onAuditRecords(records: readonly AuditRecord[]): void
  readonly progress: Progress
  /** Keeps the response open and writes each event to it. */
  subscribe(response: ServerResponse): void
  close(): void
}

export const devEvents = (): DevEvents => {
  const listeners = new Set<ServerResponse>()
  const publish = (message: { readonly event: string }) => {
    for (const listener of listeners) listener.write(`event: ${message.event}\ndata: ${JSON.stringify(message)}\n\n`)
  }
  return {
    onAuditRecords(records) {
      for (const event of records.flatMap((record) => publishedEvent(record) ?? [])) publish(event)
    },
    progress: {
      async report({ siteId, conversationId, formId, at, questions }) {
        const ids = { siteId, conversationId, formId }
        publish({ event: 'form-progress', ...{ at: new Date(at).toISOString(), ...ids, questions } })
      },
    },
    subscribe(response) {
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
      response.write(': listening\n\n')
    },
    close() {
      for (const listener of listeners) listener.end()
    },
  }
}
