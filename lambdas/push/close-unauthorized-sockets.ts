import { forEachConcurrently } from '../core/concurrency.ts'
import type { PersonAtSite } from '../core/push/connections.ts'
import { type CloseConnectionPorts, closeConnection } from './close-connection.ts'
import { closeReasonPerSignIn, type SocketAuthorizationPorts } from './socket-authorization.ts'

export type CloseUnauthorizedSocketsPorts = SocketAuthorizationPorts & CloseConnectionPorts

const maxConcurrentChecks = 5

/**
 * Closes each socket of a person whose sign-in has ended or no longer permits the use of forms. Throws if the tables do
 * not respond.
 */
export const closeUnauthorizedSockets =
  (ports: CloseUnauthorizedSocketsPorts) =>
  async (person: PersonAtSite): Promise<void> => {
    const closeReasonOf = closeReasonPerSignIn(ports)
    const open = await ports.connections.listByPerson(person)
    await forEachConcurrently(maxConcurrentChecks, open, async (connection) => {
      const reason = await closeReasonOf(connection.signIn)
      if (reason !== undefined) await closeConnection(ports, connection, reason)
    })
  }
