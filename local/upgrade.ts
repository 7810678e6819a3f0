/** Decides who may open a socket in the local run: a page from this origin or a program. Both need a valid ticket. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { eventsPath } from '../contracts/events.ts'
import type { RefusalCode } from '../contracts/problem.ts'
import type { Log } from '../lambdas/core/log.ts'
import { refused } from '../lambdas/core/outcome.ts'
import { problemResponse } from '../lambdas/http/response.ts'
import type { Push } from './push.ts'
import { requestTarget } from './request-target.ts'
import { serializeResponse } from './serialize-response.ts'

export interface UpgradePorts {
  readonly push: Pick<Push, 'admit' | 'open'>
  readonly isOwnHost: (host: string) => boolean
  readonly scheme: 'http' | 'https'
  readonly log: Log
}

/**
 * Returns true for an upgrade that opens a socket. An upgrade for any other path or protocol is ignored, as RFC 9110,
 * section 7.8 allows.
 */
export const isUpgradeToEvents = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' && requestTarget(url)?.path === eventsPath && headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Returns true if the `Origin` header names another origin. Browsers let any page open a socket to any origin, and send
 * the origin of the page in this header. A foreign page cannot have a ticket, but is refused in any case.
 */
const isForeignOrigin = ({ scheme, isOwnHost }: UpgradePorts, origin: string | undefined): boolean =>
  origin !== undefined && !(origin.startsWith(`${scheme}://`) && isOwnHost(origin.slice(`${scheme}://`.length)))

export const upgradeListener =
  (ports: UpgradePorts) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const requestId = randomUUID()
    const answered = (status: number, code?: RefusalCode) =>
      ports.log.write({ line: 'request', step: 'events', requestId, status, milliseconds: 0, ...(code && { code }) })
    const refuse = (code: RefusalCode) => {
      const problem = problemResponse(refused(code), requestId)
      answered(problem.statusCode, code)
      socket.end(serializeResponse(problem))
    }
    // Ignore errors of the socket: a caller that has disconnected gets no response.
    socket.on('error', () => socket.destroy())
    upgrade(ports, { request, socket, head }).then(
      (code) => (code === undefined ? answered(101) : refuse(code)),
      () => refuse('try-again'),
    )
  }

/** Opens the socket. Returns `undefined` if the socket is open, otherwise the reason why it is not. */
const upgrade = async (
  ports: UpgradePorts,
  { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
): Promise<RefusalCode | undefined> => {
  const { host = '', origin } = request.headers
  if (!ports.isOwnHost(host) || isForeignOrigin(ports, origin)) return 'not-permitted'
  const signIn = await ports.push.admit(request.headers['sec-websocket-protocol'])
  if (signIn === undefined) return 'not-signed-in'
  const isOpen = await ports.push.open(signIn, { request, socket, head })
  return isOpen ? undefined : 'too-many-requests'
}
