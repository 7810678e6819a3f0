/**
 * Limits the number of sockets of a sign-in. A person has only a few tabs, but without a limit a single sign-in could
 * multiply the work of each message by the number of its sockets.
 */
import type { ConnectionRecord } from './connections.ts'

export const maxSocketsPerSignIn = 10

export interface LimitedConnections {
  /** The newest connections of each sign-in, up to the limit. They stay open. */
  readonly within: readonly ConnectionRecord[]
  /** The connections beyond the limit, oldest first. The caller of the function closes them. */
  readonly excess: readonly ConnectionRecord[]
}

/**
 * Separates the connections to keep from those to close. The order of the connections is total, so concurrent checks
 * keep the same ones open.
 */
export const limitPerSignIn = (connections: readonly ConnectionRecord[]): LimitedConnections => {
  const bySignIn = [...Map.groupBy(connections, ({ signIn }) => signIn.sessionHash).values()]
  const oldestFirst = bySignIn.map((ofOne) =>
    ofOne.toSorted(
      (one, other) => one.connectedAt - other.connectedAt || (one.connectionId < other.connectionId ? -1 : 1),
    ),
  )
  return {
    within: oldestFirst.flatMap((ofOne) => ofOne.slice(-maxSocketsPerSignIn)),
    excess: oldestFirst.flatMap((ofOne) => ofOne.slice(0, -maxSocketsPerSignIn)),
  }
}
