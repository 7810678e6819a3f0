/**
 * The demo's brand: a chat on another origin. It embeds both pages by their tags and has its own strict content
 * security policy, so that framing, messages and policies work as in a deployment.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Backend } from './backend.ts'
import type { BrandFile } from './build-chat.ts'

export interface BrandPorts {
  readonly backend: Backend
  readonly files: readonly BrandFile[]
  readonly serviceOrigin: string
  readonly isOwnHost: (host: string) => boolean
}

/**
 * Returns the content security policy of the brand's page. The only resources from the service that this policy allows
 * are scripts and frames.
 */
const contentSecurityPolicy = (serviceOrigin: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${serviceOrigin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src ${serviceOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

interface Answer {
  readonly status: number
  readonly contentType?: string
  readonly body?: string | Uint8Array
}

const json = (body: object): Answer => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) })

/**
 * Returns true for a request from the brand's own page. A page from another origin can send this content type only
 * after a preflight request, which this server refuses.
 */
const isFromOwnPage = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === 'application/json' && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'

const answer = async ({ backend, files, isOwnHost }: BrandPorts, request: IncomingMessage): Promise<Answer> => {
  const { method, url = '/', headers } = request
  if (!isOwnHost(headers.host ?? '')) return { status: 403 }
  const [path] = url.split('?')
  if (method === 'GET' || method === 'HEAD') {
    const file = files.find((each) => each.path === path)
    return file === undefined ? { status: 404 } : { status: 200, ...file }
  }
  if (method !== 'POST' || !isFromOwnPage(request)) return { status: 404 }
  if (path === '/api/agent-token') return json({ accessToken: await backend.agentToken() })
  if (path === '/api/conversations') return json({ conversationId: await backend.openConversation() })
  const [, closed] = /^\/api\/conversations\/(demo-[0-9a-f-]{36})\/close$/.exec(path ?? '') ?? []
  if (closed === undefined) return { status: 404 }
  await backend.closeConversation(closed)
  return json({})
}

export const brandListener =
  (ports: BrandPorts): RequestListener =>
  (request, response) => {
    answer(ports, request)
      .catch((): Answer => ({ status: 503 }))
      .then((answered) => send(ports, request, response, answered))
      .catch(() => response.destroy())
  }

const send = (
  { serviceOrigin }: BrandPorts,
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, contentType = 'text/plain; charset=utf-8', body = '' }: Answer,
): void => {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentSecurityPolicy(serviceOrigin),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(method === 'HEAD' ? undefined : body)
}
