/** The proxy event of a REST API, as AWS documents it, with the fields that a test overrides. */
import type { Context } from 'aws-lambda'
import type { Principal } from '../../../lambdas/core/people/principal.ts'
import { contextOfToken } from '../../../lambdas/http/principal-context.ts'

export interface GatewayEventOptions {
  readonly method?: string
  readonly body?: unknown
  readonly type?: string
  readonly path?: Record<string, string>
  readonly query?: Record<string, string[]>
  readonly principal?: Principal
}

export const gatewayEvent = ({ method = 'POST', body, type, path, query, principal }: GatewayEventOptions = {}) => ({
  resource: '/x',
  path: '/x',
  httpMethod: method,
  headers: {
    'CloudFront-Viewer-Country': 'DE',
    ...(body === undefined && type === undefined ? {} : { 'Content-Type': type ?? 'application/json' }),
  },
  body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
  pathParameters: path ?? null,
  queryStringParameters:
    query === undefined
      ? null
      : Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)])),
  multiValueQueryStringParameters: query ?? null,
  stageVariables: null,
  requestContext: {
    accountId: '123456789012',
    requestId: 'request-1',
    identity: { sourceIp: '192.0.2.1', userAgent: 'x' },
    ...(principal !== undefined && {
      authorizer: {
        ...contextOfToken(principal, Number.MAX_SAFE_INTEGER % 1e15),
        principalId: 'x',
        integrationLatency: 3,
      },
    }),
  },
})

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'x',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'x',
  memoryLimitInMB: '512',
  awsRequestId: 'invocation-1',
  logGroupName: 'x',
  logStreamName: 'x',
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
}
