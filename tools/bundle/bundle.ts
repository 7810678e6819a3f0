/**
 * Bundles each handler for deployment, as `<step>/index.js` in a folder.
 * The bundles are CommonJS, because an `import` of `node:https` in an ES module loads undici, which adds 17 to 22 ms to
 * every cold start. With `module` before `main`, esbuild can leave out the parts of the AWS SDK that a function does
 * not use.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { openApiDocument } from '../../contracts/documentation/openapi.ts'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { replaceUnusedModules } from './bundle-replacements.ts'
import { separateFileName, separateFiles } from './separate-files.ts'

export interface Bundle {
  /** The step, which is the name of its handler and of its folder. */
  readonly step: string
  /** The folder of the handler under `lambdas/`. */
  readonly zone: string
  readonly file: string
  /** The files beside `file` that the function loads only when it needs them. */
  readonly separateFiles: readonly string[]
  /** The size of all files. */
  readonly bytes: number
  /** The compressed size of all files in the archive that is uploaded to Lambda. */
  readonly compressedBytes: number
  /** The files that esbuild read and included, one entry for each file, for the checks of the bundles' content. */
  readonly metafiles: readonly Metafile[]
}

export interface BundleRequest {
  /** The folder that contains `lambdas/`. */
  readonly root: string
  /** The folder for the bundles, which is emptied first. */
  readonly outputFolder: string
}

/**
 * Bundles every `lambdas/<zone>/<step>.handler.ts`. Throws if there is no handler, or if two zones have a step with the
 * same name.
 */
export async function bundleHandlers({ root, outputFolder: given }: BundleRequest): Promise<readonly Bundle[]> {
  // The path is relative to the working directory, not to the folder of the handlers.
  const outputFolder = resolve(given)
  const handlers = globSync('lambdas/*/*.handler.ts', { cwd: root }).sort()
  const steps = handlers.map((handler) => basename(handler, '.handler.ts'))
  if (handlers.length === 0) throw new Error('no handlers to bundle')
  const twice = steps.find((step, place) => steps.indexOf(step) !== place)
  if (twice !== undefined) throw new Error(`two handlers have the name ${twice}`)

  rmSync(outputFolder, { recursive: true, force: true })
  mkdirSync(outputFolder, { recursive: true })
  // The archive in Lambda has no package.json, so Node treats it as CommonJS. This folder is inside an ES module
  // package, so it needs its own package.json.
  writeFileSync(join(outputFolder, 'package.json'), '{"type":"commonjs"}\n')
  const bundles: Bundle[] = []
  for (const handler of handlers) bundles.push(await bundleHandler(root, handler, outputFolder))
  return bundles
}

async function bundleHandler(root: string, handler: string, outputFolder: string): Promise<Bundle> {
  const step = basename(handler, '.handler.ts')
  const folder = join(outputFolder, step)
  const sources = new Set<string>()
  const metafiles = [await bundleFile(root, handler, join(folder, 'index.js'), sources)]
  // A set's iteration includes what is added meanwhile.
  for (const source of sources)
    metafiles.push(await bundleFile(root, source, join(folder, separateFileName(source)), sources))
  const [file = '', ...separate] = metafiles.flatMap(({ outputs }) =>
    Object.keys(outputs)
      .filter((output) => output.endsWith('.js'))
      .map((output) => resolve(root, output)),
  )
  const codes = [file, ...separate].map((each) => readFileSync(each))
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
  return {
    step,
    zone: basename(dirname(handler)),
    file,
    separateFiles: separate,
    bytes: sum(codes.map(({ byteLength }) => byteLength)),
    compressedBytes: sum(codes.map((code) => deflateRawSync(code, { level: 9 }).byteLength)),
    metafiles,
  }
}

async function bundleFile(root: string, entry: string, outfile: string, separate: Set<string>): Promise<Metafile> {
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    metafile: true,
    plugins: [replaceUnusedModules, separateFiles(separate), inlineDocuments],
  })
  return metafile
}

/** The options of every file. */
const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  // `require` loads what is imported dynamically. In CommonJS, `import()` loads Node's loader of ES modules first, and
  // `import('node:http')` loads undici.
  supported: { 'dynamic-import': false },
  // The licences must be distributed with the code. In a separate file, they do not slow down a cold start.
  legalComments: 'external',
  logLevel: 'error',
} satisfies BuildOptions

/** Inlines the pages' documents and the OpenAPI document into the bundles that serve them. */
const inlineDocuments: Plugin = {
  name: 'brings-documents',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]control-zone[\\/]built-documents[.]ts$/ }, async () => {
      const { documents } = await buildPages()
      return { contents: `export const builtDocuments = ${JSON.stringify(documents)}` }
    })
    onLoad({ filter: /[\\/]control-zone[\\/]built-openapi[.]ts$/ }, () => {
      const text = JSON.stringify(JSON.stringify(openApiDocument()))
      return { contents: `const document = JSON.parse(${text})\nexport const builtOpenApi = () => document` }
    })
  },
}
