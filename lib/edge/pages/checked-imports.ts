/**
 * Turns each dynamic import in a page (`import('./messages/de.ts')`) into a separate file, which the page checks
 * against its hash before the file runs. The page's script contains this hash, and the document contains the script's
 * own hash.
 */
import { basename, extname, join } from 'node:path'
import type { Plugin } from 'esbuild'
import { sourcePath } from './source-path.ts'

export interface DynamicChunk {
  readonly path: string
  readonly integrity: string
}

const namespace = 'by-need'
const checkedImport = JSON.stringify(sourcePath('widgets/shared/checked-import.ts'))

/**
 * Returns the esbuild plugin. In a page, `import('./messages/de.ts')` yields a module with a `then` function. `await` calls this function
 * each time, so a page can import a chunk again after a failure. The result of a module's own top-level `await` would be final.
 * `bundle` bundles one source separately, under a name. */
export const checkedImports = (bundle: (file: string, name: string) => Promise<DynamicChunk>): Plugin => ({
  name: 'checked-imports',
  setup(build) {
    build.onResolve({ filter: /^[.]/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace } : undefined,
    )
    build.onLoad({ filter: /./, namespace }, async ({ path: file }) => {
      const { path, integrity } = await bundle(file, basename(file, extname(file)))
      const contents = [
        `import { checkedImport } from ${checkedImport}`,
        'export const then = (resolve, reject) =>',
        `  checkedImport(${JSON.stringify(path)}, ${JSON.stringify(integrity)}).then(resolve, reject)`,
      ].join('\n')
      return { contents, resolveDir: sourcePath('') }
    })
  },
})
