/**
 * Bundles the files that a page loads: one script, the chunks that the script imports dynamically, and one style sheet.
 */
import { build, type Plugin } from 'esbuild'
import { checkedImports, type DynamicChunk } from './checked-imports.ts'
import { assetFile, type FileKind, integrityOf, type PageFile } from './page-file.ts'
import { sourcePath } from './source-path.ts'

/**
 * The oldest supported browsers, as in `docs/embedding.md`. esbuild emits only syntax that they support, and a test
 * checks that they support the APIs.
 */
export const browserTargets = ['chrome111', 'edge111', 'firefox121', 'safari16.4'] as const

interface BundleOutput {
  readonly body: Uint8Array
  readonly exports: readonly string[]
}

/**
 * Bundles a source into one file.
 * @throws an error if a source does not compile, or the output is more than one file
 */
export const bundleFile = async (file: string, plugins: Plugin[] = []): Promise<BundleOutput> => {
  const { outputFiles, metafile } = await build({
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
    metafile: true,
    plugins,
    logLevel: 'silent',
  })
  const [output, ...more] = outputFiles
  if (output === undefined || more.length > 0) throw new Error(`${file} is not bundled into exactly one file`)
  return { body: output.contents, exports: Object.values(metafile.outputs)[0]?.exports ?? [] }
}

export const bundleAsset = async (file: string, name: string, kind: FileKind): Promise<PageFile> =>
  assetFile(name, kind, (await bundleFile(sourcePath(file))).body)

export interface BundledScript {
  readonly script: PageFile
  /** The dynamically imported chunks, sorted by path. */
  readonly dynamicChunks: readonly PageFile[]
}

/** Bundles a page's script and its dynamically imported chunks, which are named after the page and the source. */
export const bundleScript = async (file: string, page: string): Promise<BundledScript> => {
  const byNeed = new Map<string, PageFile>()
  const bundle = async (imported: string, name: string): Promise<DynamicChunk> => {
    const { body, exports } = await bundleFile(imported)
    const asset = assetFile(`${page}-${name}`, 'js', body)
    byNeed.set(asset.path, asset)
    return { path: asset.path, integrity: integrityOf(body), exports }
  }
  const { body } = await bundleFile(sourcePath(file), [checkedImports(bundle)])
  const sorted = [...byNeed.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
  return { script: assetFile(page, 'js', body), dynamicChunks: sorted }
}
