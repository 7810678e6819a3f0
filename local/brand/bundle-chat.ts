/** Bundles the demo's chat. The package contains the result (tools/package/prebuilt-parts.ts). */
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { sourcePath } from '../../lib/edge/pages/source-path.ts'

/** The document with places for the tags and addresses, its script and its style. */
export interface ChatFiles {
  readonly html: string
  readonly script: Uint8Array
  readonly style: Uint8Array
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

/** @throws an error if a source does not compile */
export const bundleChat = async (): Promise<ChatFiles> => {
  const [html, script, style] = await Promise.all([
    readFile(sourcePath('local/demo/chat.html'), 'utf8'),
    bundle('local/demo/chat/page.ts'),
    bundle('local/demo/chat.css'),
  ])
  return { html, script, style }
}
