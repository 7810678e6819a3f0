/** The local server: the edge, API Gateway and the page bucket of a deployment in one process, on one origin. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { StepName } from '../contracts/protocol.ts'
import { isRefusal, type Outcome, refused } from '../lambdas/core/outcome.ts'
import { readBody } from '../lambdas/http/body.ts'
import type { GatewayResponse } from '../lambdas/http/gateway-event.ts'
import { headersOf, problemResponse, successResponse } from '../lambdas/http/response.ts'
import type { StepHandler } from '../lambdas/http/step-handler.ts'
import type { Authorization, AuthorizerEvent } from '../lambdas/identity/authorizer.ts'
import type { DevEvents } from './dev-events.ts'
import { gatewayEvent, invocationContext, readWhole } from './http-event.ts'
import { localJwksPath } from './issuer.ts'
import type { Page } from './pages.ts'
import { routeOf } from './routes.ts'

export interface ServerPorts {
  readonly handlers: Readonly<Record<StepName, StepHandler>>
  readonly authorize: (event: AuthorizerEvent) => Promise<Authorization | undefined>
  /** `POST /dev/token`: takes the parsed body. */
  readonly devToken: (body: unknown) => Promise<Outcome<unknown>>
  readonly jwks: object
  readonly events: DevEvents
  readonly pages: readonly Page[]
  /** Which `Host` headers are this server's: a page of another name that resolves to this machine is not let in. */
  readonly isOwnHost: (host: string) => boolean
}

type Answer = GatewayResponse | { readonly page: Page } | 'kept-open'

export const requestListener = (ports: ServerPorts): RequestListener => {
  const pages = new Map(ports.pages.map((page) => [page.path, page]))
  return (request, response) => {
    const requestId = randomUUID()
    answer(ports, pages, request, response, requestId)
      .catch(() => problemResponse(refused('try-again'), requestId))
      .then((answered) => send(request, response, answered, requestId))
      .catch(() => response.destroy())
  }
}

const answer = async (
  ports: ServerPorts,
  pages: ReadonlyMap<string, Page>,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<Answer> => {
  if (!ports.isOwnHost(request.headers.host ?? '')) return problemResponse(refused('not-permitted'), requestId)
  const url = URL.parse(request.url ?? '', 'http://local')
  if (url === null) return problemResponse(refused('not-found'), requestId)
  const { pathname } = url
  const method = request.method ?? ''

  const route = routeOf(method, pathname)
  if (route !== undefined && 'step' in route) return await runStep(ports, request, url, route, requestId)
  if (route !== undefined) return methodNotAllowed(route.methods, requestId)

  const page = pages.get(pathname)
  if (page !== undefined) return isReading(method) ? { page } : methodNotAllowed(['GET', 'HEAD'], requestId)
  if (pathname === '/dev/token') {
    return method === 'POST' ? await devToken(ports, request, requestId) : methodNotAllowed(['POST'], requestId)
  }
  if (!isReading(method)) return problemResponse(refused('not-found'), requestId)
  if (pathname === '/healthz') return successResponse(200, { status: 'ok' }, requestId)
  if (pathname === localJwksPath) return successResponse(200, ports.jwks, requestId)
  if (pathname === '/dev/events') return listen(ports.events, response, requestId)
  return problemResponse(refused('not-found'), requestId)
}

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD'

const methodNotAllowed = (methods: readonly string[], requestId: string): GatewayResponse => {
  const problem = problemResponse(refused('method-not-allowed'), requestId)
  return { ...problem, headers: { ...problem.headers, Allow: methods.join(', ') } }
}

const runStep = async (
  { handlers, authorize }: ServerPorts,
  request: IncomingMessage,
  url: URL,
  { step, pathParameters }: { step: StepName; pathParameters: Record<string, string> },
  requestId: string,
): Promise<GatewayResponse> => {
  const body = await readWhole(request)
  if (body === undefined) return problemResponse(refused('too-large'), requestId)
  // Nobody is not refused here: the stack does that after 413 and 415, as the contract orders it.
  const authorization = await authorize({
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:local:000000000000:local/local/${request.method}${url.pathname}`,
    multiValueHeaders: request.headersDistinct,
  })
  const event = gatewayEvent(request, url, { pathParameters, body, requestId, authorizer: authorization?.context })
  return await handlers[step](event, invocationContext(step, requestId))
}

const devToken = async (ports: ServerPorts, request: IncomingMessage, requestId: string): Promise<GatewayResponse> => {
  const whole = await readWhole(request)
  if (whole === undefined) return problemResponse(refused('too-large'), requestId)
  const body = readBody({ body: whole.toString('base64'), isBase64Encoded: true }, request.headers['content-type'])
  const token = isRefusal(body) ? body : await ports.devToken(body.value)
  return isRefusal(token) ? problemResponse(token, requestId) : successResponse(200, token.value, requestId)
}

const listen = (events: DevEvents, response: ServerResponse, requestId: string): 'kept-open' => {
  response.writeHead(200, { ...headersOf(requestId), 'Content-Type': 'text/event-stream; charset=utf-8' })
  events.subscribe(response)
  return 'kept-open'
}

const send = (request: IncomingMessage, response: ServerResponse, answered: Answer, requestId: string): void => {
  if (answered === 'kept-open') return
  const { statusCode, headers, body } =
    'page' in answered
      ? {
          statusCode: 200,
          headers: { ...headersOf(requestId), 'Content-Type': answered.page.contentType, ...answered.page.headers },
          body: answered.page.body,
        }
      : answered
  // A request that was refused before it was read to its end leaves its rest in the connection.
  const rest = request.complete ? {} : { Connection: 'close' }
  response.writeHead(statusCode, { ...headers, ...rest, 'Content-Length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
}
