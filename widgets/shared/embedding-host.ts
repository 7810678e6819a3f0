/** A frame's end of its talk with the page that embeds it. */
import type * as z from 'zod/mini'
import type { FrameLayout } from './frame-messages.ts'

/** The page that embeds this one. `frame-ancestors` decides who may; a page that is framed by nobody has no host. */
export interface EmbeddingHost<FromFrame> {
  /** Kept until the host has said hello, then told to that window under that origin alone. */
  post(message: FromFrame): void
}

export const isFramed = (): boolean => window.parent !== window

/**
 * Listens to the embedding window. Its first message fixes the origin that is spoken with from then on; what comes from
 * another window, another origin, or in another shape is not for this frame. What comes is answered with `ready`, so that the
 * embedding page can tell a frame that is there from a browser's error page.
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
