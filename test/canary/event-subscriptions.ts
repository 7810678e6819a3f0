import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as z from 'zod/mini'
import type { Cage } from './canary-values.ts'

/** Listens to the server-sent events of a local run: what a deployment publishes. */
export interface Listening {
  heard(): string
  stop(): Promise<void>
}

export const listen = async (origin: string): Promise<Listening> => {
  const hangUp = new AbortController()
  const response = await fetch(new URL('/dev/events', origin), { signal: hangUp.signal })
  const heard: string[] = []
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) heard.push(decoder.decode(bytes, { stream: true }))
  })()
  // Ends with the connection, whoever ends it.
  const ended = reading.catch(() => {})
  return {
    heard: () => heard.join(''),
    stop: async () => {
      hangUp.abort()
      await ended
    },
  }
}

const Ticket = z.object({ ticket: z.string() })

/** Listens as an agent's open tab does, with a ticket that is to be found nowhere either. */
export const hearAsAgent = async (origin: string, cage: Cage, accessToken: string): Promise<Listening> => {
  const response = await fetch(new URL('/v1/events/ticket', origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: '{}',
  })
  const ticket = cage.keepSecret('the ticket of a socket', Ticket.parse(await response.json()).ticket)
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/v1/events`, ['sealform.v1', ticket])
  const heard: string[] = []
  socket.on('message', (text) => heard.push(String(text)))
  await once(socket, 'open')
  return {
    heard: () => heard.join('\n'),
    stop: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}
