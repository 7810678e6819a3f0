/** Bundles the files that a page loads: its script, or its two scripts, and the chunks that they import dynamically. */
import { basename } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import type { DynamicChunk } from './checked-imports.ts'
import { assetFile, integrityOf, type PageFile } from './page-file.ts'
import { pageSources } from './page-sources.ts'
import { withSharedExports, withSharedImports } from './shared-exports.ts'
import { sourcePath } from './source-path.ts'

/**
 * The oldest supported browsers, as in `docs/embedding.md`. esbuild emits only syntax that they support, and a test
 * checks that they support the APIs.
 */
export const browserTargets = ['chrome111', 'edge111', 'firefox121', 'safari16.4'] as const

/**
 * The oldest browsers that can run a page's first script. It says in which browsers the page works, so it has to run in those
 * where the page does not.
 */
const firstScriptTarget = 'es2015'

const optionsFor = (entryPoints: string[], plugins: Plugin[]) =>
  ({
    absWorkingDir: sourcePath(''),
    entryPoints,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: [...browserTargets],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    outdir: sourcePath('.build/pages'),
    loader: { '.svg': 'dataurl' },
    write: false,
    plugins,
    logLevel: 'silent',
  }) as const satisfies BuildOptions

/**
 * Bundles a source into one file.
 * @throws an error if a source does not compile, or the output is more than one file
 */
export const bundleFile = async (
  file: string,
  plugins: Plugin[] = [],
  options: Pick<BuildOptions, 'format' | 'target'> = {},
): Promise<Uint8Array> => {
  const { outputFiles } = await build({ ...optionsFor([file], plugins), ...options })
  const [output, ...more] = outputFiles
  if (output === undefined || more.length > 0) throw new Error(`${file} is not bundled into exactly one file`)
  return output.contents
}

/** Bundles the script of a page that runs before its module. It is a classic script. */
export const bundleFirstScript = async (file: string, page: string): Promise<PageFile> => {
  const body = await bundleFile(sourcePath(file), [], { format: 'iife', target: firstScriptTarget })
  return assetFile(`first-${page}`, 'js', body)
}

/**
 * Bundles a page in two files: what `bootstrap` needs, and the rest of `page`, which imports it. esbuild puts what both need into a
 * file that they share. Because `page` imports `bootstrap`, this file contains all of `bootstrap`.
 * @throws an error if `page` does not import `bootstrap`
 */
const bundleInTwo = async (bootstrap: string, page: string, name: string, plugins: Plugin[]) => {
  const { outputFiles } = await build({ ...optionsFor([bootstrap, page], plugins), splitting: true })
  const [shared, ...more] = outputFiles.filter(({ path }) => basename(path).startsWith('chunk-'))
  const rest = outputFiles.find(({ path }) => basename(path) === basename(page).replace(/ts$/, 'js'))
  if (shared === undefined || rest === undefined || more.length > 0)
    throw new Error(`${page} has not exactly two parts`)
  const encoder = new TextEncoder()
  return {
    bootstrap: assetFile(`bootstrap-${name}`, 'js', encoder.encode(withSharedExports(shared.text))),
    script: assetFile(name, 'js', encoder.encode(withSharedImports(rest.text))),
  }
}

export interface BundledScript {
  readonly script: PageFile
  /** The part of the page that runs before `script`, which imports it. Absent if the page is one script. */
  readonly bootstrap?: PageFile
  /** The dynamically imported chunks, sorted by path. */
  readonly dynamicChunks: readonly PageFile[]
}

/**
 * Bundles a page's script and its dynamically imported chunks, which are named after the page and the source. `bootstrap` is the source
 * of the part that runs first.
 */
export const bundleScript = async (file: string, page: string, bootstrap?: string): Promise<BundledScript> => {
  const byNeed = new Map<string, PageFile>()
  const bundle = async (imported: string, name: string): Promise<DynamicChunk> => {
    const body = await bundleFile(imported)
    const asset = assetFile(`${page}-${name}`, 'js', body)
    byNeed.set(asset.path, asset)
    // A page contains one hash per language, and hashes cannot be compressed.
    return { path: asset.path, integrity: integrityOf(body, 'sha256') }
  }
  const plugins = [pageSources(bundle)]
  const scripts =
    bootstrap === undefined
      ? { script: assetFile(page, 'js', await bundleFile(sourcePath(file), plugins)) }
      : await bundleInTwo(sourcePath(bootstrap), sourcePath(file), page, plugins)
  const sorted = [...byNeed.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
  return { ...scripts, dynamicChunks: sorted }
}
