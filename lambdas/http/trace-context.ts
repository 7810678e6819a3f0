/** The trace that a request belongs to, in the caller's own tracing system. https://www.w3.org/TR/trace-context/ */
import { headerOf } from './gateway-event.ts'

/** `00-<trace id>-<parent id>-<flags>`, in lower case. Ids of only zeros are invalid. */
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Returns the trace id for the log. Returns nothing if the request has no valid `traceparent`. No other part of the header, and no
 * `tracestate`, is ever logged.
 */
export const traceOf = (event: unknown): { readonly traceId?: string } => {
  const header = isObject(event) && isObject(event.headers) ? headerOf(event.headers, 'traceparent') : undefined
  const traceId = typeof header === 'string' ? traceparent.exec(header)?.[1] : undefined
  return traceId === undefined ? {} : { traceId }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
