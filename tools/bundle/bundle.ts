/**
 * Makes of each handler what is deployed, `<step>/index.js` in a folder.
 *
 * CommonJS on purpose: an `import` of `node:https` in an ES module drags in undici, 17 to 22 ms of every cold start.
 * `module` before `main` lets esbuild leave out what a function does not use of the AWS SDK.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { replaceUnusedModules } from './bundle-replacements.ts'

export interface Bundle {
  /** The step, which is the name of its handler and of its folder. */
  readonly step: string
  /** The folder of the handler under `lambdas/`. */
  readonly zone: string
  readonly file: string
  readonly bytes: number
  /** As in the archive that Lambda is given. */
  readonly compressedBytes: number
  /** What esbuild looked at and what it took, for whoever checks. */
  readonly metafile: Metafile
}

export interface BundleRequest {
  /** The folder that holds `lambdas/`. */
  readonly root: string
  /** Emptied first. */
  readonly outputFolder: string
}

/** Bundles every `lambdas/<zone>/<step>.handler.ts`. Throws when there is none, and when two zones have a step of one name. */
export async function bundleHandlers({ root, outputFolder: given }: BundleRequest): Promise<readonly Bundle[]> {
  // From where this is run, not from where the handlers are.
  const outputFolder = resolve(given)
  const handlers = globSync('lambdas/*/*.handler.ts', { cwd: root }).sort()
  const steps = handlers.map((handler) => basename(handler, '.handler.ts'))
  if (handlers.length === 0) throw new Error('there is no handler to bundle')
  const twice = steps.find((step, place) => steps.indexOf(step) !== place)
  if (twice !== undefined) throw new Error(`two handlers are called ${twice}`)

  rmSync(outputFolder, { recursive: true, force: true })
  mkdirSync(outputFolder, { recursive: true })
  // Here, under a package of ES modules, Node needs to be told what the archive in Lambda says by having no package.json.
  writeFileSync(join(outputFolder, 'package.json'), '{"type":"commonjs"}\n')
  const bundles: Bundle[] = []
  for (const handler of handlers) bundles.push(await bundleHandler(root, handler, outputFolder))
  return bundles
}

async function bundleHandler(root: string, handler: string, outputFolder: string): Promise<Bundle> {
  const step = basename(handler, '.handler.ts')
  const file = join(outputFolder, step, 'index.js')
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [handler],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    // The licences ask to come along; beside the code they cost no start any time.
    legalComments: 'external',
    metafile: true,
    plugins: [replaceUnusedModules, inlineDocuments],
    logLevel: 'error',
  })
  const code = readFileSync(file)
  return {
    step,
    zone: basename(dirname(handler)),
    file,
    bytes: code.byteLength,
    compressedBytes: deflateRawSync(code, { level: 9 }).byteLength,
    metafile,
  }
}

/** The documents of the pages, in the bundle that serves them. */
const inlineDocuments: Plugin = {
  name: 'brings-documents',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]control-zone[\\/]built-documents[.]ts$/ }, async () => {
      const { documents } = await buildPages()
      return { contents: `export const builtDocuments = ${JSON.stringify(documents)}` }
    })
  },
}
