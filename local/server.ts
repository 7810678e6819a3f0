/** The local server: the edge, API Gateway and the page bucket of a deployment in one process, on one origin. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { eventsPath } from '../contracts/events.ts'
import type { RefusalCode } from '../contracts/problem.ts'
import type { StepName } from '../contracts/protocol.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import type { Log } from '../lambdas/core/log.ts'
import { isRefusal, type Outcome, refused } from '../lambdas/core/outcome.ts'
import { readBody } from '../lambdas/http/body.ts'
import type { GatewayResponse } from '../lambdas/http/gateway-event.ts'
import type { PageEventInput } from '../lambdas/http/page-handler.ts'
import { headersOf, problemResponse, successResponse } from '../lambdas/http/response.ts'
import type { StepHandler } from '../lambdas/http/step-handler.ts'
import type { Authorization, AuthorizerEvent } from '../lambdas/identity/authorizer.ts'
import type { PageFile } from '../lib/edge/pages/page-file.ts'
import type { DevEvents } from './dev-events.ts'
import { type DevSignIn, devAuthorizePath, devEndSessionPath, devOauthTokenPath } from './dev-sign-in.ts'
import { gatewayEvent, invocationContext, readRequestBody } from './http-event.ts'
import { localJwksPath } from './issuer.ts'
import { type RequestTarget, requestTarget } from './request-target.ts'
import { pageAt, type RoutedPage, routeOf } from './routes.ts'

export interface ServerPorts {
  readonly handlers: Readonly<Record<StepName, StepHandler>>
  readonly authorize: (event: AuthorizerEvent) => Promise<Authorization | undefined>
  /** Handles `POST /dev/token`, with the parsed body. */
  readonly devToken: (body: unknown) => Promise<Outcome<unknown>>
  /** The routes of the local issuer's sign-in page. */
  readonly devSignIn: DevSignIn
  readonly jwks: object
  readonly events: DevEvents
  /** The files that a deployment has in its page bucket. */
  readonly files: readonly PageFile[]
  readonly servePage: StepHandler
  /** The origin of the demo, to which `/` redirects. Undefined if there is no demo. */
  readonly demoOrigin: string | undefined
  /**
   * Returns true if a `Host` header names this server. Requests under another name that resolves to this machine are
   * refused.
   */
  readonly isOwnHost: (host: string) => boolean
  readonly log: Log
  /** The service's clock, which also sets the `Date` header (RFC 9110, section 6.6.1). */
  readonly clock: Clock
}

type Answer = GatewayResponse | { readonly file: PageFile } | 'kept-open'

export const requestListener = (ports: ServerPorts): RequestListener => {
  const files = new Map(ports.files.map((file) => [file.path, file]))
  return (request, response) => {
    const requestId = randomUUID()
    answer(ports, files, request, response, requestId)
      .catch(() => problemResponse(refused('try-again'), requestId))
      .then((answered) => {
        if (!response.headersSent) response.setHeader('Date', new Date(ports.clock.now()).toUTCString())
        send(request, response, answered, requestId)
      })
      .catch(() => response.destroy())
  }
}

const answer = async (
  ports: ServerPorts,
  files: ReadonlyMap<string, PageFile>,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<Answer> => {
  const target = requestTarget(request.url ?? '')
  if (target === undefined) return refuse(ports, 'not-found', requestId)
  const hosts = [request.headers.host ?? '', ...(target.host === undefined ? [] : [target.host])]
  if (!hosts.every(ports.isOwnHost)) return refuse(ports, 'not-permitted', requestId)
  const { path } = target
  const method = request.method ?? ''

  const route = routeOf(method, path)
  if (route !== undefined && 'step' in route) return await runStep(ports, request, target, route, requestId)
  const methods = route?.methods ?? methodsOf(ports, files, path)
  if (methods === undefined) return refuse(ports, 'not-found', requestId)
  if (!methods.includes(method)) return methodNotAllowed(ports, methods, requestId)

  if (path === '/') return redirectToDemo(ports, requestId)
  const file = files.get(path)
  if (file !== undefined) return { file }
  const page = pageAt(path)
  if (page !== undefined) return await runServePage(ports, request, target, page, requestId)
  if (path === devTokenPath) return await devToken(ports, request, requestId)
  if (signInPaths.has(path)) return await signIn(ports, request, target, requestId)
  // Refuse a request for the events that does not ask for an upgrade, because it has no ticket.
  if (path === eventsPath) return refuse(ports, 'not-signed-in', requestId)
  if (path === devEventsPath) return listen(ports.events, response, requestId)
  return successResponse(200, path === localJwksPath ? ports.jwks : { status: 'ok' }, requestId)
}

const devTokenPath = '/dev/token'
const devEventsPath = '/dev/events'
const signInPaths: ReadonlySet<string> = new Set([devAuthorizePath, devOauthTokenPath, devEndSessionPath])

/**
 * Returns the allowed methods of a path that exists but belongs to no step, or `undefined` if the path does not exist.
 */
const methodsOf = (
  { demoOrigin }: ServerPorts,
  files: ReadonlyMap<string, PageFile>,
  path: string,
): readonly string[] | undefined => {
  if (path === devTokenPath || path === devOauthTokenPath) return ['POST']
  if (path === devAuthorizePath) return ['GET', 'POST']
  if (path === devEventsPath || path === eventsPath || path === devEndSessionPath) return ['GET']
  if (path === '/') return demoOrigin === undefined ? undefined : ['GET', 'HEAD']
  return files.has(path) || pageAt(path) !== undefined || path === '/healthz' || path === localJwksPath
    ? ['GET', 'HEAD']
    : undefined
}

/** The service has no page at `/`, so it redirects to the demo's brand. */
const redirectToDemo = ({ demoOrigin }: ServerPorts, requestId: string): GatewayResponse => ({
  statusCode: 302,
  headers: { ...headersOf(requestId), Location: `${demoOrigin}/` },
  body: '',
})

/** Refuses a request that reaches no step, and logs it like every other request. */
const refuse = ({ log }: ServerPorts, code: RefusalCode, requestId: string): GatewayResponse => {
  const problem = problemResponse(refused(code), requestId)
  log.write({ line: 'request', step: 'none', requestId, status: problem.statusCode, milliseconds: 0, code })
  return problem
}

const methodNotAllowed = (ports: ServerPorts, methods: readonly string[], requestId: string): GatewayResponse => {
  const problem = refuse(ports, 'method-not-allowed', requestId)
  return { ...problem, headers: { ...problem.headers, Allow: methods.join(', ') } }
}

const runStep = async (
  ports: ServerPorts,
  request: IncomingMessage,
  target: RequestTarget,
  { step, pathParameters }: { step: StepName; pathParameters: Record<string, string> },
  requestId: string,
): Promise<GatewayResponse> => {
  const body = await readRequestBody(request)
  if (body === undefined) return refuse(ports, 'too-large', requestId)
  // Do not refuse a missing authorization here. The middleware stack refuses it, but only after it has checked for the
  // refusals 413 and 415, as the contract specifies.
  const authorization = await ports.authorize({
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:local:000000000000:local/local/${request.method}${target.path}`,
    multiValueHeaders: request.headersDistinct,
  })
  const event = gatewayEvent(request, target, { pathParameters, body, requestId, authorizer: authorization?.context })
  return await ports.handlers[step](event, invocationContext(step, requestId))
}

const runServePage = (
  { servePage }: ServerPorts,
  request: IncomingMessage,
  target: RequestTarget,
  { route, pathParameters }: RoutedPage,
  requestId: string,
): Promise<GatewayResponse> => {
  const parts = { pathParameters, body: Buffer.alloc(0), requestId, authorizer: undefined }
  const event: PageEventInput = { ...gatewayEvent(request, target, parts), resource: route.path }
  return servePage(event, invocationContext('serve-page', requestId))
}

const devToken = async (ports: ServerPorts, request: IncomingMessage, requestId: string): Promise<GatewayResponse> => {
  const whole = await readRequestBody(request)
  if (whole === undefined) return problemResponse(refused('too-large'), requestId)
  const body = readBody({ body: whole.toString('base64'), isBase64Encoded: true }, request.headers['content-type'])
  const token = isRefusal(body) ? body : await ports.devToken(body.value)
  return isRefusal(token) ? problemResponse(token, requestId) : successResponse(200, token.value, requestId)
}

const signIn = async (
  { devSignIn }: ServerPorts,
  request: IncomingMessage,
  { path, query }: RequestTarget,
  requestId: string,
): Promise<GatewayResponse> => {
  if (path === devEndSessionPath) return devSignIn.endSession(query, requestId)
  if (request.method === 'GET') return devSignIn.signInPage(query, requestId)
  const whole = await readRequestBody(request)
  const form = new URLSearchParams(whole?.toString('utf8') ?? '')
  return path === devAuthorizePath ? devSignIn.grant(form, requestId) : await devSignIn.exchange(form, requestId)
}

const listen = (events: DevEvents, response: ServerResponse, requestId: string): 'kept-open' => {
  response.writeHead(200, { ...headersOf(requestId), 'Content-Type': 'text/event-stream; charset=utf-8' })
  events.subscribe(response)
  return 'kept-open'
}

const headersOfFile = (
  { contentType, cacheControl, headers }: PageFile,
  requestId: string,
): Record<string, string> => ({
  ...headersOf(requestId),
  'Content-Type': contentType,
  'Cache-Control': cacheControl,
  ...headers,
})

const send = (request: IncomingMessage, response: ServerResponse, answered: Answer, requestId: string): void => {
  if (answered === 'kept-open') return
  const { statusCode, headers, body } =
    'file' in answered
      ? { statusCode: 200, headers: headersOfFile(answered.file, requestId), body: answered.file.body }
      : answered
  // If a request is refused before its body is read, close the connection, because it still contains the rest of the
  // body.
  const rest = request.complete ? {} : { Connection: 'close' }
  // RFC 9110, section 8.6: a response that has no content has no length.
  const length = statusCode === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(statusCode, { ...headers, ...rest, ...length })
  response.end(request.method === 'HEAD' ? undefined : body)
}
