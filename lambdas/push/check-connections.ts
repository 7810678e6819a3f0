/**
 * check-connections: once a minute, closes the sockets whose sign-in has ended without an event. A sign-in ends without
 * an event when it is idle or reaches its maximum duration. Until the next run, each push checks the sign-in itself.
 */
import { forEachConcurrently, forEachPage } from '../core/concurrency.ts'
import { type ConnectionRecord, maxConnectionMs } from '../core/push/connections.ts'
import { limitPerSignIn } from '../core/push/socket-limit.ts'
import { type CloseConnectionPorts, closeConnection } from './close-connection.ts'
import { type CloseReasonOf, closeReasonPerSignIn, type SocketAuthorizationPorts } from './socket-authorization.ts'

export type CheckConnectionsPorts = SocketAuthorizationPorts & CloseConnectionPorts

const maxConcurrentChecks = 25

export const checkConnections = (ports: CheckConnectionsPorts) => async (): Promise<void> => {
  const closeReasonOf = closeReasonPerSignIn(ports)
  await forEachPage(ports.connections.all(), async (connections) => {
    const { within, excess } = limitPerSignIn(connections)
    await Promise.all([
      forEachConcurrently(maxConcurrentChecks, within, (each) => check(ports, closeReasonOf, each)),
      forEachConcurrently(maxConcurrentChecks, excess, (each) => closeConnection(ports, each, 'goingAway')),
    ])
  })
}

const check = async (
  ports: CheckConnectionsPorts,
  closeReasonOf: CloseReasonOf,
  connection: ConnectionRecord,
): Promise<void> => {
  const isTooOld = ports.clock.now() - connection.connectedAt >= maxConnectionMs
  const reason = isTooOld ? 'goingAway' : await closeReasonOf(connection.signIn)
  if (reason !== undefined) await closeConnection(ports, connection, reason)
}
