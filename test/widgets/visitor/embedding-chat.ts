/** A brand's chat around the visitor's page: another origin, a frame, and what the frame tells it. */
import { createServer } from 'node:http'

/** With a link before the frame and one behind it, and every message of the frame kept in `heard`. */
const chatPage = `<!doctype html><html lang="en"><title>Chat</title><link rel="icon" href="data:,">
  <a href="#before">Before</a>
  <iframe title="Secure form" width="600" height="900"></iframe>
  <a href="#after">After</a>
  <script>
    heard = []
    addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }))
    const frame = document.querySelector('iframe')
    frame.src = new URLSearchParams(location.search).get('link')
    frame.addEventListener('load', () => {
      frame.contentWindow.postMessage({ sealform: 'v1', message: 'hello' }, new URL(frame.src).origin)
    })
  </script>`

export interface EmbeddingChat {
  /** For the site's `embeddingOrigins`. */
  readonly origin: string
  /** The chat that shows this form. */
  urlFor(link: string): string
  close(): Promise<void>
}

/** A server of its own: a browser lets no page from elsewhere frame one of this machine. */
export const startEmbeddingChat = async (): Promise<EmbeddingChat> => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(chatPage)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : address}`
  return {
    origin,
    urlFor: (link) => `${origin}/?${new URLSearchParams({ link })}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
