/** The esbuild plugin that prepares the sources of a page. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { type BundleChunk, withCheckedImports } from './checked-imports.ts'

/** The start of a schema, such as `z.string()` in `z.string().check(…)`. */
const schemaCall = /(?<![\w.])z(?=\s*[.]\w+(?:<[^()]*>)?[(])/g

/**
 * Marks the creation of schemas as free of side effects, so that esbuild removes the schemas that a page does not use.
 * https://esbuild.github.io/api/#ignore-annotations
 */
const withPureSchemas = (source: string): string => source.replace(schemaCall, '/* @__PURE__ */ z')

/** Returns the esbuild plugin. `bundle` bundles the target of a dynamic import separately. */
export const pageSources = (bundle: BundleChunk): Plugin => ({
  name: 'page-sources',
  setup(build) {
    build.onResolve({ filter: /^[.]/ }, ({ kind, path, importer }) =>
      kind === 'dynamic-import'
        ? { errors: [{ text: `${importer} imports ${path} in a way that the build does not recognise` }] }
        : undefined,
    )
    build.onLoad({ filter: /[.]ts$/ }, async ({ path }) => ({
      contents: await withCheckedImports(withPureSchemas(await readFile(path, 'utf8')), path, bundle),
      loader: 'ts',
    }))
  },
})
