/**
 * Publishes events about forms and submissions to the event bus, from the audit table's stream. The function runs
 * outside the isolated network, so that no function inside that network needs a route to a public service.
 */
import type { StreamedRecord } from '../adapters/dynamodb/audit/stream.ts'
import { forEachConcurrently } from '../core/concurrency.ts'
import { type PublishedEvent, publishedEvent } from './published-event.ts'

export interface EventBus {
  /** Sends up to ten events. Throws `publish-failed` unless all of them were accepted. */
  send(events: readonly PublishedEvent[]): Promise<void>
}

/** The maximum number of events in one request, set by EventBridge. */
const maxEventsPerRequest = 10
const maxConcurrentRequests = 10

/** Sends every event at least once. If this function throws, the stream delivers the same records again. */
export const publishEvents =
  (bus: EventBus) =>
  async (records: readonly StreamedRecord[]): Promise<void> => {
    const events = records.flatMap(({ record }) => (record && publishedEvent(record)) ?? [])
    const requests = Array.from({ length: Math.ceil(events.length / maxEventsPerRequest) }, (_, n) =>
      events.slice(n * maxEventsPerRequest, (n + 1) * maxEventsPerRequest),
    )
    await forEachConcurrently(maxConcurrentRequests, requests, (each) => bus.send(each))
  }
