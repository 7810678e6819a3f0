/** Sends requests to the steps of the protocol. Contains no schema, so that a page can send one before it has loaded its schemas. */
import { encodePathSegment } from '../../contracts/path-segment.ts'
import type { Step } from '../../contracts/step.ts'

export type Route = Pick<Step, 'method' | 'path'>

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

/** A reply that has not been checked against its schema. */
export interface RawReply {
  readonly status: number
  readonly headers: Headers
  /** The parsed JSON. */
  readonly body: unknown
}

const replyTimeoutMilliseconds = 20_000

const addressOf = (
  pattern: string,
  path: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
) => {
  const pathname = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodePathSegment(path[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search === '' ? pathname : `${pathname}?${search}`
}

/** Sends a request. Never rejects. Returns undefined if there was no reply, or if the reply was unreadable. */
export const sendRequest = async <Path extends Readonly<Record<string, string>>, Body>(
  { method, path: pattern }: Route,
  { path, body, query = {}, accessToken, ifMatch }: StepRequest<Path, Body>,
): Promise<RawReply | undefined> => {
  const sent = new Headers()
  if (method !== 'GET') sent.set('content-type', 'application/json')
  if (accessToken !== undefined) sent.set('authorization', `Bearer ${accessToken}`)
  if (ifMatch !== undefined) sent.set('if-match', ifMatch)
  try {
    const response = await fetch(addressOf(pattern, path, query), {
      method,
      headers: sent,
      body: method === 'GET' ? null : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(replyTimeoutMilliseconds),
    })
    const { status, headers } = response
    return { status, headers, body: status === 204 ? {} : await response.json() }
  } catch {
    return undefined
  }
}
