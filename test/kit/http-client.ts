/** Sends requests as a client that knows only the contract would. */
import { connect } from 'node:net'
import type { CallResult } from '../../contracts/client.ts'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body if its content type is JSON, otherwise its text. */
  readonly body: unknown
}

export interface RequestOptions {
  readonly token?: string | undefined
  /** The body. An object is sent as JSON. A string or bytes are sent unchanged. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type Origin = { readonly origin: string }

const encodeBody = (body: unknown): string | Uint8Array<ArrayBuffer> | undefined =>
  body === undefined || typeof body === 'string'
    ? body
    : body instanceof Uint8Array
      ? copyBytes(body)
      : JSON.stringify(body)

const copyBytes = (body: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(body)

/** Sends a request. `fetch` normalises the path. To send a path unchanged, use `sendRaw`. */
export const sendRequest = async (
  { origin }: Origin,
  method: string,
  path: string,
  { token, body, headers = {} }: RequestOptions = {},
): Promise<Reply> => {
  const content = encodeBody(body)
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  })
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: text !== '' && /^application\/(problem\+)?json/.test(type) ? JSON.parse(text) : text,
  }
}

/** Sends the bytes unchanged, and returns everything that the server sends until the connection ends. */
export const sendRaw = ({ origin }: Origin, request: string | Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(request))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })

/** Sends a request with this request line, these headers and this body unchanged. Adds the right `Host` header. */
export const sendRawRequest = (
  target: Origin,
  requestLine: string,
  headers: readonly string[] = [],
  body = '',
): Promise<string> => {
  const { host } = new URL(target.origin)
  const hosts = headers.some((header) => /^host:/i.test(header)) ? [] : [`Host: ${host}`]
  return sendRaw(target, [`${requestLine} HTTP/1.1`, ...hosts, 'Connection: close', ...headers, '', body].join('\r\n'))
}

export const rawStatus = (response: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0)

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? Object.getOwnPropertyDescriptor(body, name)?.value : undefined

/**
 * Returns a string field of a reply. Throws if the field is missing, which means that an earlier request in the test has failed.
 */
export const textField = ({ status, body }: Reply, name: string): string => {
  const value = fieldOf(body, name)
  if (typeof value !== 'string') throw new Error(`no ${name} in ${status} ${JSON.stringify(body)}`)
  return value
}

/** The reply to a raw request, or the result of a typed call. */
type Answer = Reply | Pick<CallResult<unknown>, 'status' | 'problem'>

const problemIn = (answer: Answer): unknown => ('body' in answer ? answer.body : answer.problem)

/** Returns the status and the refusal code of a reply as one text, which most tests compare. */
export const statusAndCode = (answer: Answer): string =>
  `${answer.status} ${fieldOf(problemIn(answer), 'code') ?? 'done'}`

/** Returns the errors in a refusal, one per invalid field. */
export const errorsIn = (answer: Answer): unknown => fieldOf(problemIn(answer), 'errors')
