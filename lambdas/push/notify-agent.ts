/** Pushes an event about a form or a conversation to the open tabs of one agent. */
import type { EventMessage } from '../../contracts/events.ts'
import { forEachConcurrently, timedOut, withinDeadline } from '../core/concurrency.ts'
import type { Log } from '../core/log.ts'
import type { ConnectionRecord, PersonAtSite, SignInRecord } from '../core/push/connections.ts'
import { limitPerSignIn } from '../core/push/socket-limit.ts'
import { seconds } from '../core/time.ts'
import { type CloseConnectionPorts, closeConnection } from './close-connection.ts'
import { type CloseReasonOf, closeReasonPerSignIn, type SocketAuthorizationPorts } from './socket-authorization.ts'

export interface NotifyAgentPorts extends SocketAuthorizationPorts, CloseConnectionPorts {
  readonly log: Log
  /** Waits for this many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>
}

/**
 * The time in which a new socket may already be listed but cannot receive messages yet, because its connection is still
 * being established.
 */
const connectingMs = seconds(5)
const maxSendAttempts = 5
const retryDelayMs = 200
const maxConcurrentSends = 5
const sendingMs = seconds(2)

/**
 * Sends the message to each socket whose sign-in is valid at that moment. Closes sockets whose sign-in is not valid,
 * and sockets beyond the limit of their sign-in. Also closes a socket that does not receive the message within
 * `socketMs` milliseconds. Its page then reconnects and lists its forms, so the page misses no event.
 */
export const notifyAgent =
  (ports: NotifyAgentPorts) =>
  async (
    agent: PersonAtSite & Pick<SignInRecord, 'issuer'>,
    message: EventMessage,
    socketMs: number = sendingMs,
  ): Promise<void> => {
    const connections = await ports.connections.listByPerson(agent)
    const { within, excess } = limitPerSignIn(connections.filter(({ signIn }) => signIn.issuer === agent.issuer))
    const closeReasonOf = closeReasonPerSignIn(ports)
    await Promise.all([
      forEachConcurrently(maxConcurrentSends, within, (each) =>
        notifySocket({ ...ports, closeReasonOf }, each, message, socketMs),
      ),
      forEachConcurrently(maxConcurrentSends, excess, (each) => closeConnection(ports, each, 'goingAway')),
    ])
  }

const notifySocket = async (
  ports: NotifyAgentPorts & { readonly closeReasonOf: CloseReasonOf },
  connection: ConnectionRecord,
  message: EventMessage,
  socketMs: number,
): Promise<void> => {
  const { signIn, connectionId } = connection
  const reason = await ports.closeReasonOf(signIn)
  if (reason !== undefined) return await closeConnection(ports, connection, reason)
  try {
    const sent = await withinDeadline(sendWithRetries(ports, connection, message), ports.deadline(socketMs))
    if (sent === timedOut) await closeConnection(ports, connection, 'goingAway')
    else if (!sent) await ports.connections.remove(signIn, connectionId)
  } catch {
    await closeConnection(ports, connection, 'goingAway')
  }
}

const sendWithRetries = async (
  { sockets, clock, pause }: NotifyAgentPorts,
  { connectionId, connectedAt }: ConnectionRecord,
  message: EventMessage,
): Promise<boolean> => {
  for (let tries = 1; ; tries++) {
    if (await sockets.send(connectionId, message)) return true
    if (clock.now() - connectedAt >= connectingMs || tries >= maxSendAttempts) return false
    await pause(retryDelayMs)
  }
}
