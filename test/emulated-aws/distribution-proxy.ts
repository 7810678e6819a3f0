/**
 * One origin on loopback for a deployed API, in place of CloudFront, whose name for the API the emulator does not
 * resolve. It forwards requests unchanged, except that it adds the stage to the path, applies CloudFront's function and
 * adds the headers of the origin.
 */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { runInNewContext } from 'node:vm'
import { viewerAddressCode } from '../../lib/edge/viewer-address.ts'
import type { Emulator } from './emulator.ts'

export interface DistributionProxy {
  readonly origin: string
  close(): Promise<void>
}

export interface DistributionProxySettings {
  readonly emulator: Pick<Emulator, 'port'>
  readonly apiId: string
  readonly apiStage: string
  /** The headers that the distribution adds. */
  readonly originHeaders: Readonly<Record<string, string>>
}

/** RFC 9110, section 7.6.1. */
const hopByHopHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'host'])

const forwardedHeaders = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHopHeaders.has(name)))

interface ViewerRequest {
  readonly headers: Record<string, { readonly value: string }>
}

/** Runs the code that is deployed to the distribution. */
function applyViewerFunction(incoming: IncomingHttpHeaders, ip: string): Record<string, string> {
  const headers: ViewerRequest['headers'] = {}
  for (const [name, value] of Object.entries(incoming)) headers[name] = { value: String(value) }
  runInNewContext(`${viewerAddressCode}; handler(event)`, { event: { viewer: { ip }, request: { headers } } })
  return Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]))
}

export async function startDistributionProxy({
  emulator,
  apiId,
  apiStage,
  originHeaders,
}: DistributionProxySettings): Promise<DistributionProxy> {
  const agent = new Agent({ keepAlive: true, servername: 'localhost' })
  const server = createServer((incoming, outgoing) => {
    const onward = request({
      agent,
      host: '127.0.0.1',
      port: emulator.port,
      method: incoming.method,
      path: `/${apiStage}${incoming.url}`,
      headers: {
        ...applyViewerFunction(forwardedHeaders(incoming.headers), incoming.socket.remoteAddress ?? ''),
        ...originHeaders,
        ...(incoming.headers['transfer-encoding'] && { 'transfer-encoding': 'chunked' }),
        host: `${apiId}.execute-api.127.0.0.1:${emulator.port}`,
      },
    })
    onward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, forwardedHeaders(response.headers))
      response.pipe(outgoing)
    })
    onward.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502)
      outgoing.end()
    })
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
      await once(server, 'close')
    },
  }
}
