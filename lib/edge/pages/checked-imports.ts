/**
 * Turns each dynamic import of a page (`import('./messages/de.ts')`) into a separate file, which the page checks
 * against its hash before it runs. The hash is in the page's script, whose own hash is in the document.
 */
import { basename, extname, join } from 'node:path'
import type { Plugin } from 'esbuild'
import { sourcePath } from './source-path.ts'

export interface LazyChunk {
  readonly path: string
  readonly integrity: string
  /** The names that it exports. */
  readonly exports: readonly string[]
}

const namespace = 'by-need'
const checkedImport = JSON.stringify(sourcePath('widgets/shared/checked-import.ts'))

/** `bundle` bundles one source separately, under a name. */
export const checkedImports = (bundle: (file: string, name: string) => Promise<LazyChunk>): Plugin => ({
  name: 'checked-imports',
  setup(build) {
    build.onResolve({ filter: /^[.]/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace } : undefined,
    )
    build.onLoad({ filter: /./, namespace }, async ({ path: file }) => {
      const { path, integrity, exports } = await bundle(file, basename(file, extname(file)))
      const contents = [
        `import { checkedImport } from ${checkedImport}`,
        `const found = await checkedImport(${JSON.stringify(path)}, ${JSON.stringify(integrity)})`,
        ...exports.map((name) => `export const ${name} = found.${name}`),
      ].join('\n')
      return { contents, resolveDir: sourcePath('') }
    })
  },
})
