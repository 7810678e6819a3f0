import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import { type ApiReply, callOperation, type Operations, replyOf } from './api.ts'
import { type ApiError, foreignHost, missingSignature, serializationError } from './wire.ts'

export interface HttpServer {
  readonly endpoint: string
  /** Responds to the requests that the server has already received, and then closes every connection. */
  close(): Promise<void>
}

/** The maximum size of a request, as in DynamoDB. */
const maximumBytes = 16 * 1024 * 1024
const loopback = '127.0.0.1'
const closingMilliseconds = 2_000

/**
 * Starts a server for DynamoDB's JSON 1.0 protocol. A request must be signed, but any credentials are accepted, so that
 * a client without credentials fails as it would in the cloud.
 */
export const startHttpServer = async (operations: Operations, port: number): Promise<HttpServer> => {
  const server = createServer((request, response) => {
    answer(operations, request).then(
      (reply) => send(response, reply),
      // Only a caller that has disconnected causes an error here.
      () => response.destroy(),
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

const answer = async (operations: Operations, request: IncomingMessage): Promise<ApiReply> => {
  const text = await textOf(request)
  const refusal = refusalOf(request, text)
  if (refusal !== undefined)
    return replyOf(() => {
      throw refusal
    })
  return callOperation(operations, request.method === 'POST' && request.headers['x-amz-target'], text ?? '')
}

/** Returns the error for a request from elsewhere, without a signature or with too long a body. */
const refusalOf = ({ headers }: IncomingMessage, text: string | undefined): ApiError | undefined => {
  if (!isThisMachine(headers.host)) return foreignHost()
  if (text === undefined) return serializationError('The request is larger than 16 MiB')
  return headers.authorization?.startsWith('AWS4-') ? undefined : missingSignature()
}

/**
 * Returns true if the `Host` header names this machine. With DNS rebinding, the name of a foreign web page resolves to
 * this machine, but the header still contains the foreign name.
 */
const isThisMachine = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '')

/**
 * Reads the body. Returns `undefined` for an oversized body, but reads it to its end, because a caller that is still
 * sending could not receive the response.
 */
const textOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= maximumBytes) chunks.push(chunk)
  }
  return bytes > maximumBytes ? undefined : Buffer.concat(chunks).toString('utf8')
}

const send = (response: ServerResponse, { status, body }: ApiReply): void => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-crc32': crc32(body),
    'x-amzn-requestid': randomUUID(),
  })
  response.end(body)
}
