/** The folders and the manifest from which the package is built. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

export const root = join(import.meta.dirname, '../..')

/** The folder of the built package. */
export const dist = join(root, 'dist')

const Manifest = z.object({
  version: z.string(),
  description: z.string(),
  license: z.string(),
  keywords: z.array(z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

/** The manifest of the clone. */
export const cloneManifest = () => Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
