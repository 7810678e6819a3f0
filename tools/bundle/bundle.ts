/**
 * Bundles each handler for deployment, as `<step>/index.js` in a folder.
 * The bundles are CommonJS, because an `import` of `node:https` in an ES module loads undici, which adds 17 to 22 ms to
 * every cold start. With `module` before `main`, esbuild can leave out the parts of the AWS SDK that a function does
 * not use.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'
import { openApiDocument } from '../../contracts/documentation/openapi.ts'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { replaceUnusedModules } from './bundle-replacements.ts'

export interface Bundle {
  /** The step, which is the name of its handler and of its folder. */
  readonly step: string
  /** The folder of the handler under `lambdas/`. */
  readonly zone: string
  readonly file: string
  readonly bytes: number
  /** The compressed size of the bundle in the archive that is uploaded to Lambda. */
  readonly compressedBytes: number
  /** The files that esbuild read and included, for the checks of the bundles' content. */
  readonly metafile: Metafile
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
    // The licences must be distributed with the code. In a separate file, they do not slow down a cold start.
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
