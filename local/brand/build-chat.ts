/** Builds the demo's chat: one document, one script, one style, and the embedding tags as `npm run embed:tags` prints them. */
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'
import { embeddingTag } from '../../lib/edge/pages/embedding-tag.ts'
import { bundleChat } from './bundle-chat.ts'

export interface BrandFile {
  readonly path: string
  readonly contentType: string
  readonly body: string | Uint8Array
}

/**
 * Builds the chat.
 * @throws an error if a source does not compile
 */
export const buildChat = async (
  serviceOrigin: string,
  embedding: BuiltPages['embedding'],
): Promise<readonly BrandFile[]> => {
  const { html, script, style } = await bundleChat()
  const tags = embedding.map((script) => embeddingTag(serviceOrigin, script)).join('\n    ')
  const document = html
    .replace('<!-- embedding tags -->', tags)
    .replace('<!-- admin address -->', `${serviceOrigin}/admin`)
  return [
    { path: '/', contentType: 'text/html; charset=utf-8', body: document },
    { path: '/chat.js', contentType: 'text/javascript; charset=utf-8', body: script },
    { path: '/chat.css', contentType: 'text/css; charset=utf-8', body: style },
  ]
}
