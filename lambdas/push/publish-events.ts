/**
 * The publisher: sends what happened to forms and submissions to the event bus, from the audit table's stream. It runs outside
 * the isolated network, so that nothing inside needs a way to a public service.
 */
import type { StreamedRecord } from '../adapters/dynamodb/audit/stream.ts'
import type { AuditRecord } from '../core/audit/audit.ts'
import { forEachAtMost } from '../core/concurrency.ts'
import type { Log } from '../core/log.ts'
import { type PublishedEvent, publishedEvent } from './published-event.ts'

export interface EventBus {
  /** Sends events, ten at most. Throws `publish-failed` unless all of them were taken. */
  send(events: readonly PublishedEvent[]): Promise<void>
}

/** What EventBridge takes at once. */
const maxEventsPerRequest = 10
const maxConcurrentRequests = 10

export interface PublishEventsPorts {
  readonly bus: EventBus
  readonly log: Log
}

/**
 * Sends every event at least once: when it throws, the stream hands out the same records again. A record that no event can be made
 * of would hold up all records behind it, so it is dropped and counted.
 */
export const publishEvents =
  ({ bus, log }: PublishEventsPorts) =>
  async (records: readonly StreamedRecord[]): Promise<void> => {
    const events = records.flatMap(({ record }) => (record && eventOf(log, record)) ?? [])
    const requests = Array.from({ length: Math.ceil(events.length / maxEventsPerRequest) }, (_, n) =>
      events.slice(n * maxEventsPerRequest, (n + 1) * maxEventsPerRequest),
    )
    await forEachAtMost(maxConcurrentRequests, requests, (each) => bus.send(each))
  }

const eventOf = (log: Log, record: AuditRecord): PublishedEvent | undefined => {
  try {
    return publishedEvent(record)
  } catch {
    log.write({ line: 'event', event: 'push-dropped', ...(record.siteId && { siteId: record.siteId }) })
    return undefined
  }
}
