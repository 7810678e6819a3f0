/**
 * The typed client: calls any step of the protocol over HTTP, in a browser or in Node. The client stores and logs
 * nothing.
 */
import * as z from 'zod/mini'
import { encodePathSegment } from './path-segment.ts'
import { Problem } from './problem.ts'
import type { Step } from './step.ts'

/** The input of a call. Omit the fields that the step does not take. */
export interface Call<S extends Step> {
  readonly path?: z.input<S['pathParameters']>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: z.input<S['body']>
  /** The access token, for steps that require one. */
  readonly accessToken?: string
  /**
   * The `etag` that the caller last read. If the resource has changed since then, the service refuses with
   * `changed-meanwhile`.
   */
  readonly ifMatch?: string
}

export type CallResult<Reply> =
  | {
      readonly status: number
      readonly reply: Reply
      /** The response's `ETag` header, if it has one. */
      readonly etag?: string
      readonly problem?: undefined
    }
  | { readonly status: number; readonly problem: Problem; readonly reply?: undefined }

export interface Client {
  /**
   * Calls one step of the protocol, such as `protocol['send-form']`. Rejects if there is no response or the response
   * does not match the contract. The caller then does not know whether the call took effect.
   */
  call<S extends Step>(step: S, call?: Call<S>): Promise<CallResult<z.output<S['reply']>>>
}

export interface ClientSettings {
  /** The service's origin, such as `https://forms.example.com`. */
  readonly origin: string
  readonly fetch?: typeof globalThis.fetch
}

const fillPath = (pattern: string, parameters: unknown): string => {
  const values = new Map<string, unknown>(Object.entries(parameters ?? {}))
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodePathSegment(String(values.get(name) ?? '')))
}

const parseResponse = async <S extends Step>(
  step: S,
  response: Response,
): Promise<CallResult<z.output<S['reply']>>> => {
  const { status } = response
  const content: unknown = status === 204 ? {} : await response.json()
  if (!response.ok) return { status, problem: Problem.parse(content) }
  const etag = response.headers.get('etag')
  return { status, reply: z.parse<S['reply']>(step.reply, content), ...(etag !== null && { etag }) }
}

export const createClient = ({ origin, fetch = globalThis.fetch }: ClientSettings): Client => ({
  async call(step, { path, query = {}, body = {}, accessToken, ifMatch } = {}) {
    const url = new URL(fillPath(step.path, path), origin)
    url.search = new URLSearchParams(query).toString()
    const sent = step.method === 'GET' ? undefined : JSON.stringify(body)
    const headers = {
      ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
      ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
    }
    return parseResponse(
      step,
      await fetch(url, { method: step.method, headers, ...(sent === undefined ? {} : { body: sent }) }),
    )
  },
})
