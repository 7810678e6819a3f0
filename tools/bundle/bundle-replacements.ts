/**
 * Parts of packages that are left out of bundles, because a function on Lambda never uses them. To test each
 * replacement, test/bundled.full.test.ts runs bundles against the real services.
 */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'
import { replacedAwsSdk } from './replaced-aws-sdk.ts'
import { replacedEncryptionSdk } from './replaced-encryption-sdk.ts'
import { replacedRedisClient } from './replaced-redis-client.ts'
import type { Replacement } from './replacement.ts'

export const replacements: readonly Replacement[] = [
  ...replacedAwsSdk,
  ...replacedEncryptionSdk,
  ...replacedRedisClient,
]

/** A filter for the file in any folder `node_modules`. */
const filterOf = (file: string): RegExp =>
  new RegExp(`[\\\\/]node_modules[\\\\/]${file.replaceAll('.', '[.]').replaceAll('/', '[\\\\/]')}$`)

export const replaceUnusedModules: Plugin = {
  name: 'leaves-out',
  setup(build) {
    for (const { file, contents } of replacements) {
      build.onLoad({ filter: filterOf(file) }, ({ path }) => ({
        contents: typeof contents === 'string' ? contents : contents(readFileSync(path, 'utf8')),
        loader: file.endsWith('.json') ? 'json' : 'js',
        resolveDir: dirname(path),
      }))
    }
  },
}
