/** `LiveEvents` over the service's WebSocket: a fresh single-use ticket for every connection, more patience after every failure. */
import { EventMessage } from '../../../contracts/events.ts'
import type { LiveEars, LiveEvents } from './live-events.ts'

export interface SocketEventsPorts {
  /** A ticket, or nothing: then it is tried again later. */
  readonly ticket: () => Promise<string | undefined>
  readonly open: (ticket: string) => Pick<WebSocket, 'addEventListener' | 'close'>
  /** Told when the machine has a network again: a connection from before may be dead without anybody having said so. */
  readonly onNetwork: (heard: () => void, signal: AbortSignal) => void
}

const firstWait = 500
const longestWait = 30_000
/** A connection that did not last even so long has not ended a row of failures. */
const steadyMilliseconds = 10_000
/** Longer than this, opening one is a failure. */
const openingMilliseconds = 10_000

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

export const socketEvents = ({ ticket, open, onNetwork }: SocketEventsPorts): LiveEvents => ({
  listen(ears, signal) {
    let failures = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let socket: Pick<WebSocket, 'close'> | undefined

    const ended = (isSteady: boolean) => {
      socket = undefined
      if (signal.aborted) return
      failures = isSteady ? 1 : failures + 1
      ears.lost(failures)
      clearTimeout(timer)
      timer = setTimeout(() => void connect(), waitAfter(failures))
    }
    const connect = async () => {
      const fresh = await ticket()
      if (signal.aborted) return
      if (fresh === undefined) return ended(false)
      socket = attend(open(fresh), ears, ended)
    }
    onNetwork(() => socket?.close(), signal)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      socket?.close()
    })
    void connect()
  },
})

const attend = (
  socket: Pick<WebSocket, 'addEventListener' | 'close'>,
  { hear, connected }: LiveEars,
  ended: (isSteady: boolean) => void,
): Pick<WebSocket, 'close'> => {
  let openedAt: number | undefined
  const opening = setTimeout(() => socket.close(), openingMilliseconds)
  socket.addEventListener('open', () => {
    clearTimeout(opening)
    openedAt = Date.now()
    connected()
  })
  socket.addEventListener('message', ({ data }) => {
    const event = read(data)
    if (event !== undefined) hear(event)
  })
  socket.addEventListener('close', () => {
    clearTimeout(opening)
    ended(openedAt !== undefined && Date.now() - openedAt >= steadyMilliseconds)
  })
  return socket
}
