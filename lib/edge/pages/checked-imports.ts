/**
 * Makes a file of its own of what a page imports by need (`import('./messages/de.ts')`), and has the page check it against its hash
 * before it runs: the hash stands in the page's script, whose own stands in the document.
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
