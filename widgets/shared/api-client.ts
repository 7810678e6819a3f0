/** Calls steps of the protocol from a page. */
import * as z from 'zod/mini'
import { encodePathSegment } from '../../contracts/path-segment.ts'
import { type FieldError, fieldErrorCodes, type RefusalCode, refusals } from '../../contracts/problem.ts'
import type { Step } from '../../contracts/step.ts'

/**
 * The result of a call. `unclear` means that it is unknown whether the call took effect, because there was no response, the
 * response was unreadable, or the service failed.
 */
export type Reply<Value> =
  | {
      readonly outcome: 'done'
      readonly value: Value
      /** The time at which the service sent the reply, by the service's clock, in milliseconds since the epoch. */
      readonly repliedAt?: number
      /** The `ETag` header, if the step sends one. It can be used as `ifMatch`. */
      readonly etag?: string
    }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly errors: readonly FieldError[] }
  | { readonly outcome: 'unclear' }

export interface StepRequest<Path, Body> {
  readonly path: Path
  readonly body: Body
  readonly query?: Readonly<Record<string, string>>
  readonly accessToken?: string
  /**
   * The `etag` that the caller last read. If the resource has changed since then, the service refuses with `changed-meanwhile`.
   */
  readonly ifMatch?: string
}

const replyTimeoutMilliseconds = 20_000

const Refused = z.object({
  code: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), code: z.enum(fieldErrorCodes) }))),
})

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)

/** Derives the code of a refusal from its status, because the edge may return a 413 or 429 without problem details. */
const codeOfStatus = (status: number): RefusalCode | undefined =>
  status === 413 ? 'too-large' : status === 429 ? 'too-many-requests' : undefined

const readRefusal = (status: number, body: unknown): Reply<never> => {
  const refused = Refused.safeParse(body)
  const code = refused.success && isRefusalCode(refused.data.code) ? refused.data.code : codeOfStatus(status)
  if (code === undefined || code === 'try-again') return { outcome: 'unclear' }
  return { outcome: 'refused', code, errors: refused.data?.errors ?? [] }
}

const addressOf = (
  pattern: string,
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
) => {
  const pathname = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodePathSegment(path[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search === '' ? pathname : `${pathname}?${search}`
}

/** Reads the time of a reply, by the service's clock, from its `Date` header (RFC 9110, section 6.6.1). */
const replyTime = (headers: Headers): { readonly repliedAt?: number } => {
  const repliedAt = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(repliedAt) ? {} : { repliedAt }
}

/** Calls a step of the protocol. Never rejects: every failure is a `Reply`. */
export const call = async <Path extends Readonly<Record<string, string>>, Query, Body, Value>(
  step: Step<Path, Query, Body, Value>,
  { path, body, query = {}, accessToken, ifMatch }: StepRequest<Path, Body>,
): Promise<Reply<Value>> => {
  const headers = new Headers()
  if (step.method !== 'GET') headers.set('content-type', 'application/json')
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`)
  if (ifMatch !== undefined) headers.set('if-match', ifMatch)
  try {
    const response = await fetch(addressOf(step.path, path, query), {
      method: step.method,
      headers,
      body: step.method === 'GET' ? null : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(replyTimeoutMilliseconds),
    })
    const replyBody: unknown = response.status === 204 ? {} : await response.json()
    if (!response.ok) return readRefusal(response.status, replyBody)
    const value = step.reply.safeParse(replyBody)
    const etag = response.headers.get('etag')
    return value.success
      ? { outcome: 'done', value: value.data, ...replyTime(response.headers), ...(etag !== null && { etag }) }
      : { outcome: 'unclear' }
  } catch {
    return { outcome: 'unclear' }
  }
}
