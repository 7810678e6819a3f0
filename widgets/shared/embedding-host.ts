/** The frame's side of the messages between a frame and the page that embeds it. */
import type * as z from 'zod/mini'
import type { FrameLayout } from './frame-messages.ts'

/** The page that embeds this one, if any. `frame-ancestors` decides which pages may embed it. */
export interface EmbeddingHost<FromFrame> {
  /**
   * Posts a message to the window and the origin of the embedding page. Queues messages until the embedding page has sent
   * `hello`.
   */
  post(message: FromFrame): void
}

export const isFramed = (): boolean => window.parent !== window

/**
 * Listens to the embedding window. The origin of the first message becomes the only accepted origin. Ignores messages from
 * another window or origin, and messages that do not match the schema. Acknowledges each message with `ready`, so that the
 * embedding page can distinguish a loaded frame from a browser's error page.
 */
export const embeddingHost = <FromHost, FromFrame>(
  schema: z.ZodMiniType<FromHost>,
  onMessage: (message: FromHost) => void,
): EmbeddingHost<FromFrame | FrameLayout> => {
  let origin: string | undefined
  const queue: (FromFrame | FrameLayout)[] = []
  window.addEventListener('message', (event) => {
    if (!isFramed() || event.source !== window.parent || event.origin === 'null') return
    if (origin !== undefined && event.origin !== origin) return
    const message = schema.safeParse(event.data)
    if (!message.success) return
    origin = event.origin
    window.parent.postMessage({ sealform: 'v1', message: 'ready' } satisfies FrameLayout, origin)
    for (const queued of queue.splice(0)) window.parent.postMessage(queued, origin)
    onMessage(message.data)
  })
  return {
    post(message) {
      if (!isFramed()) return
      if (origin === undefined) queue.push(message)
      else window.parent.postMessage(message, origin)
    },
  }
}
