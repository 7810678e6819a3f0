/** Bundles `sealform/client` without dependencies, copies the React components, and writes the empty module of `sealform/elements`. */
import { copyFileSync, writeFileSync } from 'node:fs'
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
  // An import for its side effects must not fail.
  const explanation = '// The types of the elements. The scripts of the service register them: npx sealform embed-tags.'
  writeFileSync(join(dist, 'elements.js'), `${explanation}\nexport {}\n`)
}
