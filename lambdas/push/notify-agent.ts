/** Tells the open tabs of one agent something about a form of theirs. */
import type { CloseReason, EventMessage } from '../../contracts/events.ts'
import type { ConnectionRecord, Connections, PersonAtSite, SignInRecord, Sockets } from '../core/push/connections.ts'
import { seconds } from '../core/time.ts'
import { closeReasonFor, type SocketAuthorizationPorts } from './socket-authorization.ts'

export interface NotifyAgentPorts extends SocketAuthorizationPorts {
  readonly connections: Connections
  readonly sockets: Sockets
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>
}

/** A socket has no other end yet while its connection is being made, though it is listed by then. */
const connectingMs = seconds(5)
const maxSendAttempts = 5
const retryDelayMs = 200

/**
 * Each socket hears it whose sign-in still holds when it is told; the others are closed. A socket that cannot be reached is closed
 * as well: its page opens another one and asks how things stand, so that nobody waits for what was lost.
 */
export const notifyAgent =
  (ports: NotifyAgentPorts) =>
  async (agent: PersonAtSite & Pick<SignInRecord, 'issuer'>, message: EventMessage): Promise<void> => {
    const connections = await ports.connections.listByPerson(agent)
    const own = connections.filter(({ signIn }) => signIn.issuer === agent.issuer)
    await Promise.all(own.map((connection) => notifySocket(ports, connection, message)))
  }

const notifySocket = async (
  ports: NotifyAgentPorts,
  connection: ConnectionRecord,
  message: EventMessage,
): Promise<void> => {
  const { signIn, connectionId } = connection
  const reason = await closeReasonFor(ports)(signIn)
  if (reason !== undefined) return await closeConnection(ports, connection, reason)
  try {
    if (!(await sendWithRetries(ports, connection, message))) await ports.connections.remove(signIn, connectionId)
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

/** Closes a socket for good. Forgotten first: what cannot be closed hears nothing any more all the same. */
export const closeConnection = async (
  { connections, sockets }: Pick<NotifyAgentPorts, 'connections' | 'sockets'>,
  { signIn, connectionId }: ConnectionRecord,
  reason: CloseReason,
): Promise<void> => {
  await connections.remove(signIn, connectionId)
  await sockets.close(connectionId, reason).catch(() => {})
}
