/** Binds and releases a port. */
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { portFailure } from './start-failure.ts'

/** A certificate and its private key, both in PEM. */
export interface Tls {
  readonly certificate: string
  readonly key: string
}

export interface ServerSettings {
  readonly tls: Tls | undefined
  readonly shouldUpgradeCallback?: (request: IncomingMessage) => boolean
}

export const createHttpServer = ({ tls, ...options }: ServerSettings): Server =>
  tls === undefined ? createServer(options) : createTlsServer({ ...options, cert: tls.certificate, key: tls.key })

/**
 * The maximum number of pending connections. The operating system may limit it further. With Node's default of 511,
 * some clients would wait for seconds when many connect at once.
 */
const backlog = 4_096

/**
 * Binds the server to a port. Returns the port.
 * @throws {StartFailure} if the port cannot be bound
 */
export const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portFailure(error, host, port)))
    server.listen({ port, host, backlog }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

export const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
