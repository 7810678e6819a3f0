/**
 * Stores the connection of a socket that is being opened. If the sign-in then has more sockets than allowed, closes its
 * oldest sockets.
 */
import { forEachConcurrently } from '../core/concurrency.ts'
import type { ConnectionRecord } from '../core/push/connections.ts'
import { limitPerSignIn } from '../core/push/socket-limit.ts'
import { type CloseConnectionPorts, closeConnection } from './close-connection.ts'

const maxConcurrentClosings = 5

/**
 * Returns false if the socket may not be opened, because its sign-in has since opened as many newer sockets as the
 * limit allows. (A socket that exceeds the limit while it connects is removed from the list and receives nothing.)
 */
export const openConnection =
  (ports: CloseConnectionPorts) =>
  async (connection: ConnectionRecord): Promise<boolean> => {
    await ports.connections.add(connection)
    const ofPerson = await ports.connections.listByPerson(connection.signIn)
    const { excess } = limitPerSignIn(
      ofPerson.filter(({ signIn }) => signIn.sessionHash === connection.signIn.sessionHash),
    )
    const isOwn = ({ connectionId }: ConnectionRecord) => connectionId === connection.connectionId
    await forEachConcurrently(maxConcurrentClosings, excess, (each) => closeConnection(ports, each, 'goingAway'))
    return ofPerson.some(isOwn) && !excess.some(isOwn)
  }
