/** Converts outcomes to HTTP responses with the headers of the contract. */
import { refusals } from '../../contracts/problem.ts'
import type { Refusal } from '../core/outcome.ts'
import type { GatewayResponse } from './gateway-event.ts'

/** The seconds that a caller should wait if a dependency failed and the time of its recovery is unknown. */
const tryAgainSeconds = 1

/** The headers that every response has. */
export const headersOf = (requestId: string): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Request-Id': requestId,
})

export const successResponse = (
  status: 200 | 201 | 202 | 204,
  reply: unknown,
  requestId: string,
  etag?: string,
): GatewayResponse => {
  if (status === 204) return { statusCode: status, headers: headersOf(requestId), body: '' }
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    ...headersOf(requestId),
    ...(etag !== undefined && { ETag: etag }),
  }
  return { statusCode: status, headers, body: JSON.stringify(reply) }
}

/** Returns the `Retry-After` header with the seconds to wait (RFC 9110, section 10.2.3). */
export const retryAfterHeader = (seconds: number = tryAgainSeconds): Record<string, string> => ({
  'Retry-After': String(seconds),
})

/** Returns a problem response (RFC 9457). */
export const problemResponse = (refusal: Refusal, requestId: string): GatewayResponse => {
  const { status, title } = refusals[refusal.refused]
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', ...headersOf(requestId) }
  const wait = refusal.retryAfterSeconds ?? (refusal.refused === 'try-again' ? tryAgainSeconds : undefined)
  if (wait !== undefined) Object.assign(headers, retryAfterHeader(wait))
  // RFC 9110, section 11.6.1: a 401 response names the authentication scheme.
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
  const errors = refusal.errors === undefined ? {} : { errors: refusal.errors }
  const problem = {
    type: `urn:sealform:problem:${refusal.refused}`,
    title,
    status,
    code: refusal.refused,
    requestId,
    ...errors,
  }
  return { statusCode: status, headers, body: JSON.stringify(problem) }
}
