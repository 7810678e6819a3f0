/**
 * Builds the package `sealform/client` in `dist/`. The package contains one JavaScript file without dependencies, its
 * types, the types of the embedding elements, and a manifest. Node runs no TypeScript below `node_modules`, so the package must contain JavaScript.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import * as z from 'zod/mini'

const root = resolve(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const entry = 'widgets/client-package.ts'

const Package = z.object({
  version: z.string(),
  license: z.string(),
  dependencies: z.object({ zod: z.string(), '@hpke/core': z.string() }),
})

const bundleCode = () =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(dist, 'client.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2024',
    logLevel: 'error',
  })

const writeTypes = (): void => {
  const compiler = join(root, 'node_modules/ts7/bin/tsc')
  const emit = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false']
  const project = ['-p', join(root, 'widgets/client-package.tsconfig.json'), '--rootDir', root]
  execFileSync(process.execPath, [compiler, ...project, ...emit, '--outDir', join(dist, 'types')], { stdio: 'inherit' })
  // The compiler does not copy a declaration file.
  copyFileSync(join(root, 'widgets/elements-react.d.ts'), join(dist, 'types/widgets/elements-react.d.ts'))
  // Rename the imports, because a consumer's compiler finds a declaration by the name of its JavaScript file.
  for (const file of globSync('types/**/*.d.ts', { cwd: dist })) {
    const declared = readFileSync(join(dist, file), 'utf8')
    writeFileSync(join(dist, file), declared.replaceAll(/(['"])(\.{1,2}\/[^'"]+)\.ts\1/g, '$1$2.js$1'))
  }
}

const writeManifest = (): void => {
  const { version, license, dependencies } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const manifest = {
    name: 'sealform',
    version,
    description: 'Typed client of Sealform, for agent desktops and chat backends.',
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    exports: {
      './client': { types: './types/widgets/client-package.d.ts', default: './client.js' },
      './elements': { types: './types/widgets/elements-package.d.ts' },
      './elements/react': { types: './types/widgets/elements-react.d.ts' },
    },
    // Only the types need these dependencies. The code's dependencies are bundled.
    dependencies,
  }
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
}

/** Empties `dist/` and writes the package there. Throws if the code cannot be bundled or its types do not compile. */
export const buildClient = async (): Promise<void> => {
  rmSync(dist, { recursive: true, force: true })
  await bundleCode()
  writeTypes()
  writeManifest()
  copyFileSync(join(root, 'LICENSE'), join(dist, 'LICENSE'))
}
