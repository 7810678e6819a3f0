/** Builds the package `sealform` in `dist/`: compiled code, declarations, the functions' bundles, the pages and the documentation. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleBrowserCode } from './bundle-browser-code.ts'
import { bundleCommands } from './bundle-commands.ts'
import { elementsManifest } from './elements-manifest.ts'
import { dist, root } from './package-folder.ts'
import { writeDocs } from './write-docs.ts'
import { writeManifest } from './write-manifest.ts'
import { writePrebuiltParts } from './write-prebuilt-parts.ts'
import { writeTypes } from './write-types.ts'

/** Empties `dist/` and builds the package there. Throws if something cannot be bundled or its types do not compile. */
export const buildPackage = async (): Promise<void> => {
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist)
  await bundleBrowserCode()
  writeManifest(await bundleCommands())
  await writePrebuiltParts()
  writeTypes()
  writeDocs()
  for (const file of ['LICENSE', 'stages.example.json']) copyFileSync(join(root, file), join(dist, file))
  writeFileSync(join(dist, 'custom-elements.json'), `${JSON.stringify(elementsManifest(), undefined, 2)}\n`)
}
