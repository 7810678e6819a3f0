import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import {
  foreignHost,
  missingSignature,
  type Reply,
  type Request,
  refusalBody,
  serializationError,
  unknownOperation,
} from './wire.ts'

export type Operation = (request: Request) => Promise<Reply>

export interface HttpServer {
  readonly endpoint: string
  /** Responds to the requests that the server has already received, and then closes every connection. */
  close(): Promise<void>
}

/** The maximum size of a request, as in DynamoDB. */
const maximumBytes = 16 * 1024 * 1024
const targetPrefix = 'DynamoDB_20120810.'
const loopback = '127.0.0.1'
const closingMilliseconds = 2_000

/**
 * Starts a server for DynamoDB's JSON 1.0 protocol. A request must be signed, but any credentials are accepted, so that
 * a client without credentials fails as it would in the cloud.
 */
export const startHttpServer = async (
  operations: ReadonlyMap<string, Operation>,
  port: number,
): Promise<HttpServer> => {
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const operation = operationFor(request, operations)
    return operation(bodyOf(await textOf(request)))
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, 200, reply),
      (error: unknown) => {
        if (request.errored) return // the caller has disconnected
        const refusal = refusalBody(error)
        if (refusal === undefined) process.emitWarning(error instanceof Error ? error : String(error))
        send(response, refusal ? 400 : 500, refusal ?? internalServerError)
      },
    )
  })
  // Never close idle connections: a client might send its next request at that moment.
  server.keepAliveTimeout = 0

  server.listen({ host: loopback, port, backlog: 4096 })
  await once(server, 'listening')
  const address = server.address()
  const actualPort = typeof address === 'object' ? address?.port : undefined

  return {
    endpoint: `http://${loopback}:${actualPort}`,
    close: async () => {
      const closed = once(server, 'close')
      server.on('request', (_request, response) => {
        response.shouldKeepAlive = false
      })
      server.close()
      const closingTimer = setTimeout(() => server.closeAllConnections(), closingMilliseconds)
      await closed
      clearTimeout(closingTimer)
    },
  }
}

const internalServerError: Reply = { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: '' }

const operationFor = (request: IncomingMessage, operations: ReadonlyMap<string, Operation>): Operation => {
  if (!isThisMachine(request.headers.host)) throw foreignHost()
  const named = request.headers['x-amz-target']
  const operation =
    request.method === 'POST' && typeof named === 'string' && named.startsWith(targetPrefix)
      ? operations.get(named.slice(targetPrefix.length))
      : undefined
  if (operation === undefined) throw unknownOperation()
  if (!request.headers.authorization?.startsWith('AWS4-')) throw missingSignature()
  return operation
}

/**
 * Returns true if the `Host` header names this machine. With DNS rebinding, the name of a foreign web page resolves to
 * this machine, but the header still contains the foreign name.
 */
const isThisMachine = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')

/**
 * Reads the body. Reads even an oversized body to its end, because a caller that is still sending could not receive the
 * response.
 */
const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= maximumBytes) chunks.push(chunk)
  }
  if (bytes > maximumBytes) throw serializationError('The request is larger than 16 MiB')
  return Buffer.concat(chunks).toString('utf8')
}

const bodyOf = (text: string): Request => {
  const body = json(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw serializationError('Expected an object')
  return { ...body }
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw serializationError('The request is not JSON')
  }
}

const send = (response: ServerResponse, status: number, reply: Reply): void => {
  const body = Buffer.from(JSON.stringify(reply))
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-crc32': crc32(body),
    'x-amzn-requestid': randomUUID(),
  })
  response.end(body)
}
