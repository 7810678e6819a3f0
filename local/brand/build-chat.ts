/** Builds the demo's chat: one document, one script, one style, and the embedding tags as `npm run embed:tags` prints them. */
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'
import { embeddingTag } from '../../lib/edge/pages/embedding-tag.ts'
import { sourcePath } from '../../lib/edge/pages/source-path.ts'

export interface BrandFile {
  readonly path: string
  readonly contentType: string
  readonly body: string | Uint8Array
}

const bundle = async (entry: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    absWorkingDir: sourcePath(''),
    entryPoints: [sourcePath(entry)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    outdir: sourcePath('.build/demo'),
    write: false,
    loader: { '.svg': 'dataurl' },
    logLevel: 'silent',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/**
 * Builds the chat.
 * @throws an error if a source does not compile
 */
export const buildChat = async (
  serviceOrigin: string,
  embedding: BuiltPages['embedding'],
): Promise<readonly BrandFile[]> => {
  const [html, script, style] = await Promise.all([
    readFile(sourcePath('local/demo/chat.html'), 'utf8'),
    bundle('local/demo/chat/page.ts'),
    bundle('local/demo/chat.css'),
  ])
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
