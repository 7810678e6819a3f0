/** `LiveEvents` over the service's WebSocket: a fresh single-use ticket for every connection, more patience after every failure. */
import { EventMessage } from '../../../contracts/events.ts'
import type { LiveEventHandlers, LiveEvents } from './live-events.ts'

export interface SocketEventsPorts {
  /** A ticket, or nothing: then it is tried again later. */
  readonly ticket: () => Promise<string | undefined>
  readonly open: (ticket: string) => Pick<WebSocket, 'addEventListener' | 'close'>
  /** Told when the machine has a network again: a connection from before may be dead without anybody having said so. */
  readonly onOnline: (listener: () => void, signal: AbortSignal) => void
}

const initialBackoffMilliseconds = 500
const maxBackoffMilliseconds = 30_000
/** A connection that did not last even so long has not ended a row of failures. */
const stableConnectionMilliseconds = 10_000
/** Longer than this, opening one is a failure. */
const openingMilliseconds = 10_000

/** Doubled with each failure, and anything between half of that and all of it, so that a thousand tabs do not come back at once. */
const backoffAfter = (failures: number): number =>
  Math.min(initialBackoffMilliseconds * 2 ** Math.max(0, failures - 1), maxBackoffMilliseconds) *
  (0.5 + Math.random() / 2)

const read = (data: unknown): EventMessage | undefined => {
  if (typeof data !== 'string') return undefined
  try {
    return EventMessage.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}

export const socketEvents = ({ ticket, open, onOnline }: SocketEventsPorts): LiveEvents => ({
  listen(handlers, signal) {
    let failures = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let socket: Pick<WebSocket, 'close'> | undefined

    const onClosed = (wasStable: boolean) => {
      socket = undefined
      if (signal.aborted) return
      failures = wasStable ? 1 : failures + 1
      handlers.onDisconnected(failures)
      clearTimeout(timer)
      timer = setTimeout(() => void connect(), backoffAfter(failures))
    }
    const connect = async () => {
      const newTicket = await ticket()
      if (signal.aborted) return
      if (newTicket === undefined) return onClosed(false)
      socket = attachHandlers(open(newTicket), handlers, onClosed)
    }
    onOnline(() => socket?.close(), signal)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      socket?.close()
    })
    void connect()
  },
})

const attachHandlers = (
  socket: Pick<WebSocket, 'addEventListener' | 'close'>,
  { onEvent, onConnected }: LiveEventHandlers,
  onClosed: (wasStable: boolean) => void,
): Pick<WebSocket, 'close'> => {
  let openedAt: number | undefined
  const opening = setTimeout(() => socket.close(), openingMilliseconds)
  socket.addEventListener('open', () => {
    clearTimeout(opening)
    openedAt = Date.now()
    onConnected()
  })
  socket.addEventListener('message', ({ data }) => {
    const event = read(data)
    if (event !== undefined) onEvent(event)
  })
  socket.addEventListener('close', () => {
    clearTimeout(opening)
    onClosed(openedAt !== undefined && Date.now() - openedAt >= stableConnectionMilliseconds)
  })
  return socket
}
