/** Converts a request to the local server into the event that API Gateway would pass to a function. */
import type { IncomingMessage } from 'node:http'
import type { Context } from 'aws-lambda'
import { maxBodyBytes } from '../lambdas/http/body.ts'
import type { GatewayEventInput } from '../lambdas/http/gateway-event.ts'
import type { RequestTarget } from './request-target.ts'

/**
 * The maximum size of a body that is read to its end. A client whose body exceeds the contract's limit but not this
 * maximum receives the response 413. If the body is larger, the connection is closed.
 */
const maxDrainedBytes = 16 * 1024 * 1024

/**
 * Returns the body, truncated one byte after the limit if it is too large, or `undefined` if the connection was closed.
 */
export const readRequestBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    if (length <= maxBodyBytes) chunks.push(bytes)
    length += bytes.length
    if (length > maxDrainedBytes) {
      request.destroy()
      return undefined
    }
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes + 1)
}

/**
 * Returns the event with only the fields that the middleware stack reads. If a header is repeated, its last value
 * counts, as with API Gateway.
 */
export const gatewayEvent = (
  request: IncomingMessage,
  target: Pick<RequestTarget, 'query'>,
  {
    pathParameters,
    body,
    requestId,
    authorizer,
  }: {
    pathParameters: Record<string, string>
    body: Buffer
    requestId: string
    authorizer: Record<string, string> | undefined
  },
): GatewayEventInput => {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(request.headersDistinct)) headers[name] = values?.at(-1) ?? ''
  const names = [...new Set(target.query.keys())]
  return {
    httpMethod: request.method ?? '',
    headers,
    body: body.toString('base64'),
    isBase64Encoded: true,
    pathParameters,
    multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, target.query.getAll(name)])),
    requestContext: { requestId, identity: { sourceIp: request.socket.remoteAddress ?? '' }, authorizer },
  }
}

/** Returns the Lambda context of an invocation. */
export const invocationContext = (step: string, requestId: string): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: step,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${step}`,
  memoryLimitInMB: '512',
  awsRequestId: requestId,
  logGroupName: 'local',
  logStreamName: 'local',
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
})
