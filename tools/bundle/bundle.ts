/**
 * Bundles each handler for deployment, as `<step>/index.js` in a folder.
 * The bundles are CommonJS, because an `import` of `node:https` in an ES module loads undici, which adds 17 to 22 ms to
 * every cold start. With `module` before `main`, esbuild can leave out the parts of the AWS SDK that a function does
 * not use.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
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
  const steps = handlers.map(stepOf)
  if (handlers.length === 0) throw new Error('no handlers to bundle')
  const twice = steps.find((step, place) => steps.indexOf(step) !== place)
  if (twice !== undefined) throw new Error(`two handlers have the name ${twice}`)

  rmSync(outputFolder, { recursive: true, force: true })
  mkdirSync(outputFolder, { recursive: true })
  // The archive in Lambda has no package.json, so Node treats it as CommonJS. This folder is inside an ES module
  // package, so it needs its own package.json.
  writeFileSync(join(outputFolder, 'package.json'), '{"type":"commonjs"}\n')
  const built = await bundleWithSeparateFiles(root, handlers, outputFolder)
  return handlers.map((handler) => {
    const step = stepOf(handler)
    return bundleOf(
      handler,
      built.filter((each) => each.step === step),
    )
  })
}

const stepOf = (handler: string): string => basename(handler, '.handler.ts')

/** A file of a function: `index.js`, or a file that it loads later. */
interface Entry {
  readonly step: string
  readonly source: string
  /** The path of the bundled file. */
  readonly file: string
}

interface BuiltEntry extends Entry {
  readonly metafile: Metafile
  /** The sources that this file imports dynamically. */
  readonly separateSources: readonly string[]
}

/** Bundles the handlers, then the files that they import dynamically, and so on. */
async function bundleWithSeparateFiles(
  root: string,
  handlers: readonly string[],
  outputFolder: string,
): Promise<readonly BuiltEntry[]> {
  const built = new Map<string, BuiltEntry>()
  let entries: readonly Entry[] = handlers.map((handler) => {
    const step = stepOf(handler)
    return { step, source: resolve(root, handler), file: join(outputFolder, step, 'index.js') }
  })
  while (entries.length > 0) {
    const bundled = await bundleEntries(root, entries, outputFolder)
    for (const each of bundled) built.set(each.file, each)
    entries = bundled
      .flatMap(({ step, separateSources }) =>
        separateSources.map((source) => ({ step, source, file: join(outputFolder, step, separateFileName(source)) })),
      )
      .filter(({ file }) => !built.has(file))
  }
  return [...built.values()]
}

/**
 * Bundles the entries in one run of esbuild, which reads each source file once. Without code splitting, esbuild links each entry on
 * its own, so a file depends on no other entry.
 */
async function bundleEntries(
  root: string,
  entries: readonly Entry[],
  outputFolder: string,
): Promise<readonly BuiltEntry[]> {
  const found = new Set<string>()
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: entries.map(({ source, file }) => ({
      in: source,
      out: relative(outputFolder, file).replace(/[.]js$/, ''),
    })),
    outdir: outputFolder,
    metafile: true,
    plugins: [replaceUnusedModules, separateFiles(found), inlineDocuments],
  })
  return entries.map((entry) => {
    const [path, output] = Object.entries(metafile.outputs).find(([each]) => resolve(root, each) === entry.file) ?? []
    if (path === undefined || output === undefined) throw new Error(`esbuild did not write ${entry.file}`)
    const imported = new Set(output.imports.map((each) => basename(each.path)))
    return {
      ...entry,
      metafile: { inputs: inputsOf(metafile, output.entryPoint ?? ''), outputs: { [path]: output } },
      separateSources: [...found].filter((source) => imported.has(separateFileName(source))),
    }
  })
}

/** Returns the files that esbuild read for this entry. */
function inputsOf({ inputs }: Metafile, entry: string): Metafile['inputs'] {
  const read = new Set([entry])
  // A set's iteration includes what is added meanwhile.
  for (const file of read) for (const { path, external } of inputs[file]?.imports ?? []) if (!external) read.add(path)
  return Object.fromEntries(Object.entries(inputs).filter(([file]) => read.has(file)))
}

function bundleOf(handler: string, entries: readonly BuiltEntry[]): Bundle {
  const [file = '', ...separate] = entries.map((entry) => entry.file)
  const codes = [file, ...separate].map((each) => readFileSync(each))
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
  return {
    step: stepOf(handler),
    zone: basename(dirname(handler)),
    file,
    separateFiles: separate,
    bytes: sum(codes.map(({ byteLength }) => byteLength)),
    compressedBytes: sum(codes.map((code) => deflateRawSync(code, { level: 9 }).byteLength)),
    metafiles: entries.map(({ metafile }) => metafile),
  }
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
