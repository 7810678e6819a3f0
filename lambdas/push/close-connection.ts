import type { CloseReason } from '../../contracts/events.ts'
import { type Deadline, withinDeadline } from '../core/concurrency.ts'
import type { ConnectionRecord, Connections, Sockets } from '../core/push/connections.ts'

export interface CloseConnectionPorts {
  readonly connections: Connections
  readonly sockets: Sockets
  readonly deadline: Deadline
}

/** The time limit for closing a socket, in milliseconds. A socket that is slow to receive is also slow to close. */
const closingMs = 500

/**
 * Closes a socket permanently. Deletes the connection first, so that the socket gets no more events even if closing it
 * fails.
 */
export const closeConnection = async (
  { connections, sockets, deadline }: CloseConnectionPorts,
  { signIn, connectionId }: ConnectionRecord,
  reason: CloseReason,
): Promise<void> => {
  await connections.remove(signIn, connectionId)
  await withinDeadline(sockets.close(connectionId, reason), deadline(closingMs)).catch(() => {})
}
