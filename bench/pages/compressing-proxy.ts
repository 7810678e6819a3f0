/**
 * Stands in for CloudFront. Compresses the responses of the local server, because the local server sends them
 * uncompressed.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { compressed } from './weights.ts'

export interface CompressingProxy {
  readonly origin: string
  close(): void
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return chunks.length === 0 ? undefined : Buffer.concat(chunks)
}

/** Starts the proxy. `extra` maps further paths to the pages of a brand that the proxy serves itself. */
export const startCompressingProxy = async (
  serviceOrigin: string,
  extra: ReadonlyMap<string, string> = new Map(),
): Promise<CompressingProxy> => {
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET', headers } = request
    const own = extra.get(url)
    if (own !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(own)
      return
    }
    const body = await bodyOf(request)
    const asked = await fetch(new URL(url, serviceOrigin), {
      method,
      headers: Object.fromEntries(
        ['content-type', 'authorization'].flatMap((name) => {
          const value = headers[name]
          return typeof value === 'string' ? [[name, value]] : []
        }),
      ),
      ...(body && { body: Uint8Array.from(body) }),
    })
    const reply = compressed(await asked.bytes())
    const sent = new Headers(asked.headers)
    sent.delete('content-length')
    response.writeHead(asked.status, { ...Object.fromEntries(sent), 'Content-Encoding': 'br' }).end(reply)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
