/** The esbuild plugin that prepares the sources of a page. */
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { type BundleChunk, withCheckedImports } from './checked-imports.ts'

/** The start of a schema, such as `z.string()` in `z.string().check(…)`. */
const schemaCall = /(?<![\w.])z(?=\s*[.]\w+(?:<[^()]*>)?[(])/g

/**
 * Marks the creation of schemas as free of side effects, so that esbuild removes the schemas that a page does not use.
 * https://esbuild.github.io/api/#ignore-annotations
 */
const withPureSchemas = (source: string): string => source.replace(schemaCall, '/* @__PURE__ */ z')

/** The documentation in a schema, such as `z.meta({ pattern })`, which only the documents of the contract need. */
const metadata = /,\s*z[.]meta\([{][\s\S]*?[}]\)(?=[,)\n])/g

/** The definition of a step, and the lines of each of its properties. */
const stepDefinition = /(?<=\bstep\([{]\n)[\s\S]*?(?=\n[}]\))/g
const stepProperty = /^ {2}(\w+):.*(?:\n(?: {3}| {2}[)}\]]).*)*\n?/gm

/** What a page needs to know of a step to call it. */
const usedProperties: ReadonlySet<string> = new Set(['method', 'path', 'reply'])

/** The steps whose `body` a page needs, because it checks what a person typed against it. */
const stepsWithBody: ReadonlySet<string> = new Set(['erase'])

/** Returns the source of a step without what only the service and the documents need: its summary, and the schemas of requests. */
export const withCallableStep = (source: string, file: string): string => {
  const isUsed = (property: string) =>
    usedProperties.has(property) || (property === 'body' && stepsWithBody.has(basename(file, '.ts')))
  return source.replace(stepDefinition, (definition) =>
    definition.replace(stepProperty, (lines: string, property: string) => (isUsed(property) ? lines : '')),
  )
}

const prepared = (source: string, file: string): string => {
  const withoutMetadata = source.replace(metadata, '')
  return withPureSchemas(
    basename(dirname(file)) === 'steps' ? withCallableStep(withoutMetadata, file) : withoutMetadata,
  )
}

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
      contents: await withCheckedImports(prepared(await readFile(path, 'utf8'), path), path, bundle),
      loader: 'ts',
    }))
  },
})
