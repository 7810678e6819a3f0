import type { CloseReason } from '../../contracts/events.ts'
import { type Deadline, unlessLate } from '../core/concurrency.ts'
import type { ConnectionRecord, Connections, Sockets } from '../core/push/connections.ts'

export interface CloseConnectionPorts {
  readonly connections: Connections
  readonly sockets: Sockets
  readonly deadline: Deadline
}

/** A socket that is slow to take a message is slow to be closed, too. */
const closingMs = 500

/** Closes a socket for good. Forgotten first: what cannot be closed hears nothing any more all the same. */
export const closeConnection = async (
  { connections, sockets, deadline }: CloseConnectionPorts,
  { signIn, connectionId }: ConnectionRecord,
  reason: CloseReason,
): Promise<void> => {
  await connections.remove(signIn, connectionId)
  await unlessLate(sockets.close(connectionId, reason), deadline(closingMs)).catch(() => {})
}
