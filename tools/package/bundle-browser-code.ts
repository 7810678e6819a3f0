/** Bundles `sealform/client` without dependencies, and copies the React components. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { dist, root } from './package-folder.ts'

export const bundleBrowserCode = async (): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: { client: 'widgets/client-package.ts' },
    outdir: dist,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2024',
    logLevel: 'error',
  })
  copyFileSync(join(root, 'widgets/elements-react.js'), join(dist, 'elements-react.js'))
}
