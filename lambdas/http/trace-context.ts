/** The trace that a request belongs to, in the caller's own tracing system. https://www.w3.org/TR/trace-context/ */
import * as z from 'zod/mini'
import { GatewayEvent, headerOf } from './gateway-event.ts'

/** `00-<trace id>-<parent id>-<flags>`, in lower case. Ids of only zeros are invalid. */
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

const Request = z.pick(GatewayEvent, { headers: true })

/**
 * Returns the trace id for the log. Returns nothing if the request has no valid `traceparent`. No other part of the header, and no
 * `tracestate`, is ever logged.
 */
export const traceOf = (event: unknown): { readonly traceId?: string } => {
  const headers = Request.safeParse(event).data?.headers
  const traceId = traceparent.exec(headerOf(headers, 'traceparent') ?? '')?.[1]
  return traceId === undefined ? {} : { traceId }
}
