/** Bundles the files that a page loads: one script, and the chunks that the script imports dynamically. */
import { type BuildOptions, build, type Plugin } from 'esbuild'
import type { DynamicChunk } from './checked-imports.ts'
import { assetFile, integrityOf, type PageFile } from './page-file.ts'
import { pageSources } from './page-sources.ts'
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

/**
 * Bundles a source into one file.
 * @throws an error if a source does not compile, or the output is more than one file
 */
export const bundleFile = async (
  file: string,
  plugins: Plugin[] = [],
  options: Pick<BuildOptions, 'format' | 'target'> = {},
): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    absWorkingDir: sourcePath(''),
    entryPoints: [file],
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
    ...options,
  })
  const [output, ...more] = outputFiles
  if (output === undefined || more.length > 0) throw new Error(`${file} is not bundled into exactly one file`)
  return output.contents
}

/** Bundles the script of a page that runs before its module. It is a classic script. */
export const bundleFirstScript = async (file: string, page: string): Promise<PageFile> => {
  const body = await bundleFile(sourcePath(file), [], { format: 'iife', target: firstScriptTarget })
  return assetFile(`first-${page}`, 'js', body)
}

export interface BundledScript {
  readonly script: PageFile
  /** The dynamically imported chunks, sorted by path. */
  readonly dynamicChunks: readonly PageFile[]
}

/** Bundles a page's script and its dynamically imported chunks, which are named after the page and the source. */
export const bundleScript = async (file: string, page: string): Promise<BundledScript> => {
  const byNeed = new Map<string, PageFile>()
  const bundle = async (imported: string, name: string): Promise<DynamicChunk> => {
    const body = await bundleFile(imported)
    const asset = assetFile(`${page}-${name}`, 'js', body)
    byNeed.set(asset.path, asset)
    // A page contains one hash per language, and hashes cannot be compressed.
    return { path: asset.path, integrity: integrityOf(body, 'sha256') }
  }
  const body = await bundleFile(sourcePath(file), [pageSources(bundle)])
  const sorted = [...byNeed.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
  return { script: assetFile(page, 'js', body), dynamicChunks: sorted }
}
