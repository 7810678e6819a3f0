/** Lists a socket that is being opened, and closes the oldest of its sign-in when there are too many. */
import { forEachAtMost } from '../core/concurrency.ts'
import type { ConnectionRecord } from '../core/push/connections.ts'
import { limitPerSignIn } from '../core/push/socket-limit.ts'
import { type CloseConnectionPorts, closeConnection } from './close-connection.ts'

const maxConcurrentClosings = 5

/**
 * False when the socket may not be opened: newer ones of its sign-in have been opened meanwhile, as many as may be. (A socket
 * that is still being made when it is found to be one too many is not listed any more and hears nothing.)
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
    await forEachAtMost(maxConcurrentClosings, excess, (each) => closeConnection(ports, each, 'goingAway'))
    return ofPerson.some(isOwn) && !excess.some(isOwn)
  }
