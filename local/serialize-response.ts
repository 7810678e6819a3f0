import { STATUS_CODES } from 'node:http'
import type { GatewayResponse } from '../lambdas/http/gateway-event.ts'

/** Serialises a response to an upgrade request, for which Node creates no `ServerResponse`. */
export const serializeResponse = ({ statusCode, headers, body }: GatewayResponse): string =>
  [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
    ...Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '',
    body,
  ].join('\r\n')
