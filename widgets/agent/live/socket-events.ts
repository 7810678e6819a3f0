/** `LiveEvents` over the service's WebSocket: a fresh single-use ticket for every connection, more patience after every failure. */
import { EventMessage } from '../../../contracts/events.ts'
import type { LiveEars, LiveEvents } from './live-events.ts'

export interface SocketEventsPorts {
  /** A ticket, or nothing: then it is tried again later. */
  readonly ticket: () => Promise<string | undefined>
  readonly open: (ticket: string) => WebSocket
}

const firstWait = 500
const longestWait = 30_000

/** Doubled with each failure, and anything between half of that and all of it, so that a thousand tabs do not come back at once. */
const waitAfter = (failures: number): number =>
  Math.min(firstWait * 2 ** Math.max(0, failures - 1), longestWait) * (0.5 + Math.random() / 2)

const read = (data: unknown): EventMessage | undefined => {
  if (typeof data !== 'string') return undefined
  try {
    return EventMessage.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

export const socketEvents = ({ ticket, open }: SocketEventsPorts): LiveEvents => ({
  listen(ears, signal) {
    let failures = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let socket: WebSocket | undefined

    const again = () => {
      if (signal.aborted) return
      failures += 1
      ears.lost(failures)
      clearTimeout(timer)
      timer = setTimeout(() => void connect(), waitAfter(failures))
    }
    const connect = async () => {
      const fresh = await ticket()
      if (signal.aborted) return
      if (fresh === undefined) return again()
      socket = connectWith(open(fresh), ears, {
        opened: () => {
          failures = 0
        },
        ended: again,
      })
    }
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      socket?.close()
    })
    void connect()
  },
})

const connectWith = (
  socket: WebSocket,
  { hear, connected }: LiveEars,
  { opened, ended }: { readonly opened: () => void; readonly ended: () => void },
): WebSocket => {
  socket.addEventListener('open', () => {
    opened()
    connected()
  })
  socket.addEventListener('message', ({ data }) => {
    const event = read(data)
    if (event !== undefined) hear(event)
  })
  socket.addEventListener('close', ended)
  return socket
}
