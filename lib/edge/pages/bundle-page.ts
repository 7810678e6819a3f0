/** Bundles what a page loads: one script, what the script imports by need, one style sheet. */
import { build, type Plugin } from 'esbuild'
import { type ByNeed, checkedImports } from './checked-imports.ts'
import { assetFile, type FileKind, integrityOf, type PageFile } from './page-file.ts'
import { source } from './source-path.ts'

/** The oldest that the pages serve, as `docs/embedding.md` says: esbuild writes no syntax that they lack, a test looks for the rest. */
export const oldestBrowsers = ['chrome111', 'edge111', 'firefox121', 'safari16.4'] as const

interface Bundled {
  readonly body: Uint8Array
  readonly exports: readonly string[]
}

/** @throws when a source does not compile, or would come out as more than one file. */
export const bundleOne = async (file: string, plugins: Plugin[] = []): Promise<Bundled> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: source(''),
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: [...oldestBrowsers],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    outdir: source('.build/pages'),
    loader: { '.svg': 'dataurl' },
    write: false,
    metafile: true,
    plugins,
    logLevel: 'silent',
  })
  const [output, ...more] = outputFiles
  if (output === undefined || more.length > 0) throw new Error(`${file} does not make one file`)
  return { body: output.contents, exports: Object.values(metafile.outputs)[0]?.exports ?? [] }
}

export const bundleAsset = async (file: string, name: string, kind: FileKind): Promise<PageFile> =>
  assetFile(name, kind, (await bundleOne(source(file))).body)

export interface BundledScript {
  readonly script: PageFile
  /** Sorted by their paths. */
  readonly byNeed: readonly PageFile[]
}

/** The script of a page and what it imports by need, which is named after the page and the source. */
export const bundleScript = async (file: string, page: string): Promise<BundledScript> => {
  const byNeed = new Map<string, PageFile>()
  const bundle = async (imported: string, name: string): Promise<ByNeed> => {
    const { body, exports } = await bundleOne(imported)
    const asset = assetFile(`${page}-${name}`, 'js', body)
    byNeed.set(asset.path, asset)
    return { path: asset.path, integrity: integrityOf(body), exports }
  }
  const { body } = await bundleOne(source(file), [checkedImports(bundle)])
  const sorted = [...byNeed.values()].sort((one, other) => (one.path < other.path ? -1 : 1))
  return { script: assetFile(page, 'js', body), byNeed: sorted }
}
