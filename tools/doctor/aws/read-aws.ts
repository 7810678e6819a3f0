/** Reads from an AWS account with signed requests. */
import { setTimeout } from 'node:timers/promises'
import type * as z from 'zod/mini'
import { edgeRegion } from '../../../lib/regions.ts'
import { type SignedRequest, type SigningConnection, sendSigned } from '../../aws/signed-request.ts'
import { type Action, type Wire, wires } from './actions.ts'
import { AwsFailure, throttled } from './aws-failure.ts'
import { contentOf, errorOf } from './reply.ts'

export interface Request {
  /** The Region of the request. The default is the stage's Region. */
  readonly region?: string | undefined
  readonly parameters?: Readonly<Record<string, string | number | boolean | undefined>>
}

/**
 * Sends a request and returns its reply.
 * @throws {AwsFailure} if AWS refuses the request or does not respond, or a ZodError if the reply has another format
 */
export type ReadAws = <Reply extends z.ZodMiniType>(
  action: Action,
  reply: Reply,
  request?: Request,
) => Promise<z.output<Reply>>

export interface AwsConnection extends SigningConnection {
  readonly region: string
  readonly pause?: (attempt: number) => Promise<unknown>
}

const maxAttempts = 4
const backoff = (attempt: number) => setTimeout(250 * 2 ** attempt)

export const readAws = (connection: AwsConnection): ReadAws => {
  const { pause = backoff } = connection
  return async (action, reply, request = {}) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return reply.parse(contentOf(await send(connection, action, request)))
      } catch (failure) {
        const again = failure instanceof AwsFailure && throttled.test(failure.code) && attempt < maxAttempts
        if (!again) throw failure
        await pause(attempt)
      }
    }
  }
}

const send = async (connection: AwsConnection, action: Action, request: Request): Promise<string> => {
  const wire: Wire = wires[action]
  const service = action.replace(/:.*$/, '')
  const region = wire.global === true ? edgeRegion : (request.region ?? connection.region)
  const host = `${wire.host ?? service}${wire.global === true ? '' : `.${region}`}.amazonaws.com`
  const encoded = encode(wire, action, request.parameters ?? {})
  const failed = (code: string, message: string) => new AwsFailure({ action, region, code, message })
  const credentials = await connection.credentials()
  const response = await sendSigned(
    { ...connection, credentials: async () => credentials },
    { service, region, host, ...encoded },
  ).catch((failure: unknown) => {
    throw failed('Unreachable', reasonOf(failure))
  })
  const text = await response.text()
  if (response.ok) return text
  const { code, message } = errorOf(text, response.headers, response.status)
  throw failed(code, message)
}

const reasonOf = (failure: unknown): string => {
  const cause = failure instanceof Error ? (failure.cause ?? failure) : failure
  return cause instanceof Error ? cause.message : 'no connection'
}

type Encoded = Pick<SignedRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>

const encode = (wire: Wire, action: Action, parameters: NonNullable<Request['parameters']>): Encoded => {
  const operation = action.replace(/^.*:/, '')
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
  switch (wire.protocol) {
    case 'query':
      return post(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ Action: operation, Version: wire.version, ...texts }).toString(),
      )
    case 'json':
      return post('application/x-amz-json-1.1', JSON.stringify(Object.fromEntries(given)), {
        'x-amz-target': `${wire.target}.${operation}`,
      })
    case 'rest': {
      const inPath = Object.keys(texts).filter((name) => wire.path.includes(`{${name}}`))
      const path = inPath.reduce(
        (whole, name) => whole.replace(`{${name}}`, encodeURIComponent(texts[name] ?? '')),
        wire.path,
      )
      const query = Object.fromEntries(Object.entries(texts).filter(([name]) => !inPath.includes(name)))
      return { method: 'GET', path, query, headers: { accept: 'application/json' }, body: '' }
    }
  }
}

const post = (contentType: string, body: string, headers: Readonly<Record<string, string>> = {}): Encoded => ({
  method: 'POST',
  path: '/',
  query: {},
  headers: { ...headers, 'content-type': contentType },
  body,
})
