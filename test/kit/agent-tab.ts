/** Opens the socket of an agent's tab, as a client that knows only the contract would. */
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Caller } from './site.ts'

export interface PushMessage {
  readonly event: string
  readonly formId: string
  readonly conversationId: string
  readonly status: string
  readonly at: string
  readonly questions?: unknown
}

export interface Tab {
  /** The messages received since the socket was opened. */
  readonly received: readonly PushMessage[]
  /** The subprotocol that the service chose. */
  readonly protocol: string
  /** Resolves with the close code when either side closes the socket. */
  readonly closed: Promise<number>
  /** Returns the first matching message that has been received or arrives in the next ten seconds. Throws if there is none. */
  waitFor(event: string, formId?: string): Promise<PushMessage>
  send(text: string): void
  close(): Promise<void>
}

export const eventsUrl = ({ origin }: { readonly origin: string }): string =>
  `${origin.replace(/^http/, 'ws')}/v1/events`

export const newTicket = async (caller: Caller): Promise<string> => (await caller.reply('issue-events-ticket')).ticket

export interface SocketOptions {
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** The timeout for a message. It is long enough for a busy machine. */
const timeoutMs = 10_000

/** Opens a socket and resolves to the tab. If the service refuses the socket, resolves to the status of its response. */
export const connectSocket = (
  service: { readonly origin: string },
  { protocols = [], headers = {} }: SocketOptions,
): Promise<Tab | number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(eventsUrl(service), [...protocols], { headers })
    const received: PushMessage[] = []
    const closed = new Promise<number>((close) => socket.on('close', close))
    socket.on('message', (text) => received.push(JSON.parse(String(text))))
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', (error) => reject(error))
    socket.on('open', () => resolve(tabOf(socket, received, closed)))
  })

const tabOf = (socket: WebSocket, received: readonly PushMessage[], closed: Promise<number>): Tab => ({
  received,
  closed,
  protocol: socket.protocol,
  async waitFor(event, formId) {
    for (const since = Date.now(); Date.now() - since < timeoutMs; await pause(5)) {
      const found = received.find((each) => each.event === event && (formId === undefined || each.formId === formId))
      if (found !== undefined) return found
    }
    throw new Error(`${event} was not received, only ${received.map((each) => each.event).join(', ')}`)
  },
  send: (text) => socket.send(text),
  async close() {
    socket.close()
    await closed
  },
})

export const openTab = async (service: { readonly origin: string }, caller: Caller): Promise<Tab> => {
  const tab = await connectSocket(service, { protocols: ['sealform.v1', await newTicket(caller)] })
  if (typeof tab === 'number') throw new Error(`the socket was refused with ${tab}`)
  return tab
}
