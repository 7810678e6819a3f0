import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as z from 'zod/mini'
import type { CanaryValues } from './canary-values.ts'

/** Subscribes to the server-sent events of a local run, the events that a deployment publishes. */
export interface EventSubscription {
  received(): string
  stop(): Promise<void>
}

export const subscribeToServerEvents = async (origin: string): Promise<EventSubscription> => {
  const hangUp = new AbortController()
  const response = await fetch(new URL('/dev/events', origin), { signal: hangUp.signal })
  const received: string[] = []
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) received.push(decoder.decode(bytes, { stream: true }))
  })()
  // Ends with the connection, whichever side closes it.
  const ended = reading.catch(() => {})
  return {
    received: () => received.join(''),
    stop: async () => {
      hangUp.abort()
      await ended
    },
  }
}

const Ticket = z.object({ ticket: z.string() })

/** Subscribes as an agent's open tab does, with a ticket that must not be found either. */
export const subscribeAsAgent = async (
  origin: string,
  canaryValues: CanaryValues,
  accessToken: string,
): Promise<EventSubscription> => {
  const response = await fetch(new URL('/v1/events/ticket', origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: '{}',
  })
  const ticket = canaryValues.registerSecret('the ticket of a socket', Ticket.parse(await response.json()).ticket)
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/v1/events`, ['sealform.v1', ticket])
  const received: string[] = []
  socket.on('message', (text) => received.push(String(text)))
  await once(socket, 'open')
  return {
    received: () => received.join('\n'),
    stop: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}
