/**
 * Closes the sockets whose sign-in has ended without a word: of idling and of the end of a long day nobody is told. Every minute at
 * most; what is pushed in between asks by itself.
 */
import { type ConnectionRecord, maxConnectionMs } from '../core/push/connections.ts'
import { closeConnection, type NotifyAgentPorts } from './notify-agent.ts'
import { closeReasonFor } from './socket-authorization.ts'

export type CheckConnectionsPorts = Omit<NotifyAgentPorts, 'pause'>

const maxConcurrentChecks = 25

export const checkConnections = (ports: CheckConnectionsPorts) => async (): Promise<void> => {
  for await (const connections of ports.connections.all()) {
    for (let checked = 0; checked < connections.length; checked += maxConcurrentChecks) {
      await Promise.all(
        connections.slice(checked, checked + maxConcurrentChecks).map((connection) => check(ports, connection)),
      )
    }
  }
}

const check = async (ports: CheckConnectionsPorts, connection: ConnectionRecord): Promise<void> => {
  const isTooOld = ports.clock.now() - connection.connectedAt >= maxConnectionMs
  const reason = isTooOld ? 'goingAway' : await closeReasonFor(ports)(connection.signIn)
  if (reason !== undefined) await closeConnection(ports, connection, reason)
}
