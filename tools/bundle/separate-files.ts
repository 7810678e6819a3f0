/**
 * Puts each of our files that is imported dynamically into a file of its own beside `index.js`, so that Node neither
 * reads nor compiles it before it is needed. esbuild alone would put it into `index.js`.
 */
import { basename, resolve } from 'node:path'
import type { Plugin } from 'esbuild'

/** The name of the file in the function's folder. */
export const separateFileName = (source: string): string => `${basename(source, '.ts')}.js`

/** Adds the path of each of our files that is imported dynamically to `found`. */
export const separateFiles = (found: Set<string>): Plugin => ({
  name: 'separates-files',
  setup({ onResolve }) {
    onResolve({ filter: /^[.].*[.]ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined
      const source = resolve(resolveDir, path)
      found.add(source)
      return { path: `./${separateFileName(source)}`, external: true }
    })
  },
})
