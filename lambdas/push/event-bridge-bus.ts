import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { Fault } from '../core/fault.ts'
import type { EventBus } from './publish-events.ts'

/** The source of the events, which rules on the bus can match. */
const source = 'sealform'

export interface EventBridgeBusPorts {
  readonly client: EventBridgeClient
  readonly busName: string
}

/**
 * Returns an EventBridge client with long time limits. The limits may be long, because only the stream waits for the
 * replies.
 */
export const eventBridgeClient = (): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  })

export const eventBridgeBus = ({ client, busName }: EventBridgeBusPorts): EventBus => ({
  async send(events) {
    const command = new PutEventsCommand({
      Entries: events.map(({ event, ...detail }) => ({
        EventBusName: busName,
        Source: source,
        DetailType: event,
        Time: new Date(detail.at),
        Detail: JSON.stringify({ event, ...detail }),
      })),
    })
    const { FailedEntryCount } = await client.send(command).catch((error: unknown) => {
      throw new Fault('publish-failed', error)
    })
    if (FailedEntryCount !== 0) throw new Fault('publish-failed')
  },
})
