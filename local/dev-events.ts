/**
 * `GET /dev/events`: what the publisher of a deployment sends to the event bus, as server-sent events. It is fed by the audit
 * table's changes, as the publisher is, and by nothing that a handler does.
 */
import type { ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { AuditRecord } from '../lambdas/core/audit.ts'
import type { Progress } from '../lambdas/core/progress.ts'

/** An item as DynamoDB writes it: each attribute under the name of its type. Audit records have texts and numbers only. */
type StreamItem = Readonly<Record<string, unknown>>

const Attribute = z.union([
  z.pipe(
    z.object({ S: z.string() }),
    z.transform(({ S }) => S),
  ),
  z.pipe(
    z.object({ N: z.string() }),
    z.transform(({ N }) => Number(N)),
  ),
])

/** Without what DynamoDB alone needs, such as the sweeper's attribute. */
const recordOf = (item: StreamItem): unknown =>
  Object.fromEntries(
    Object.keys(AuditRecord.def.shape).flatMap((name) => {
      const attribute = Attribute.safeParse(item[name])
      return attribute.success ? [[name, attribute.data]] : []
    }),
  )

/** Ids and states; there is nothing else in an audit record. */
interface Published {
  readonly event: string
  readonly [field: string]: unknown
}

export interface DevEvents {
  /** Takes a new item of the audit table, as a stream tells it. */
  fromAudit(item: StreamItem | undefined): void
  readonly progress: Progress
  /** Keeps the response open and writes each event to it. */
  subscribe(response: ServerResponse): void
  close(): void
}

const isPublished = (name: string): boolean => name.startsWith('form-') || name.startsWith('submission-')

export const devEvents = (): DevEvents => {
  const listeners = new Set<ServerResponse>()
  const publish = (message: Published) => {
    for (const listener of listeners) listener.write(`event: ${message.event}\ndata: ${JSON.stringify(message)}\n\n`)
  }
  return {
    fromAudit(item) {
      const record = AuditRecord.safeParse(recordOf(item ?? {}))
      if (!record.success || !isPublished(record.data.event)) return
      const { event, at, siteId, conversationId, formId, submissionId, outcome } = record.data
      if (outcome !== 'done' && outcome !== 'released') return
      publish({ event, at: new Date(at).toISOString(), siteId, conversationId, formId, submissionId })
    },
    progress: {
      async report({ siteId, conversationId, formId, at, questions }) {
        publish({ event: 'form-progress', at: new Date(at).toISOString(), siteId, conversationId, formId, questions })
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
