/**
 * Responds to requests after the port is bound and before the service is ready. Such an early request gets 503 and
 * `Retry-After` instead of no response.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { refused } from '../lambdas/core/outcome.ts'
import type { GatewayResponse } from '../lambdas/http/gateway-event.ts'
import { headersOf, problemResponse, retryAfterHeader } from '../lambdas/http/response.ts'
import { requestTarget } from './request-target.ts'
import { serializeResponse } from './serialize-response.ts'

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface StartupGate {
  /** Passes requests to these listeners from now on. */
  open(listeners: { readonly request: RequestListener; readonly upgrade?: UpgradeListener }): void
}

/** Creates the gate, which responds immediately. Call this function before the server listens. */
export const startupGate = (server: Server): StartupGate => {
  let request: RequestListener = answerStarting
  let upgrade: UpgradeListener = refuseUpgrade
  server.on('request', (...args) => request(...args))
  server.on('upgrade', (...args: Parameters<UpgradeListener>) => upgrade(...args))
  return {
    open(listeners) {
      request = listeners.request
      upgrade = listeners.upgrade ?? refuseUpgrade
    },
  }
}

const startingResponse = (path: string | undefined): GatewayResponse => {
  const requestId = randomUUID()
  if (path !== '/healthz') return problemResponse(refused('try-again'), requestId)
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...headersOf(requestId), ...retryAfterHeader() }
  return { statusCode: 503, headers, body: JSON.stringify({ status: 'starting' }) }
}

const answerStarting = ({ url = '', method, complete }: IncomingMessage, response: ServerResponse): void => {
  const { statusCode, headers, body } = startingResponse(requestTarget(url)?.path)
  // Close the connection, because the rest of an unread body would remain in it.
  const rest = complete ? {} : { Connection: 'close' }
  response.writeHead(statusCode, { ...headers, ...rest, 'Content-Length': Buffer.byteLength(body) })
  response.end(method === 'HEAD' ? undefined : body)
}

const refuseUpgrade: UpgradeListener = ({ url = '' }, socket) => {
  socket.on('error', () => socket.destroy())
  socket.end(serializeResponse(startingResponse(requestTarget(url)?.path)))
}
