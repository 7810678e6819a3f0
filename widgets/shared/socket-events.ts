/**
 * Implements `LiveEvents` with the service's WebSocket. Uses a new single-use ticket for each connection, and exponential backoff
 * between attempts.
 */
import { EventMessage } from '../../contracts/events.ts'
import type { LiveEventHandlers, LiveEvents } from './live-events.ts'

export interface SocketEventsPorts {
  /** Requests a ticket. Resolves to undefined if the connection should be retried later. */
  readonly ticket: () => Promise<string | undefined>
  readonly open: (ticket: string) => Pick<WebSocket, 'addEventListener' | 'close'>
  /**
   * Calls the listener when the machine is online again. A connection from before may then be dead although the browser has not
   * reported a close event.
   */
  readonly onOnline: (listener: () => void, signal: AbortSignal) => void
}

const initialBackoffMilliseconds = 500
const maxBackoffMilliseconds = 30_000
/** The time that a connection must last before it resets the number of failures. */
const stableConnectionMilliseconds = 10_000
/** The timeout for opening a connection. */
const openingMilliseconds = 10_000

/** Returns a delay that doubles with each failure. Random jitter of up to half the delay spreads the reconnects of many tabs. */
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
