/** The deployed bundles. They are built once for all measures of a run. */
import { join, resolve } from 'node:path'
import { type Bundle, bundleHandlers } from '../tools/bundle/bundle.ts'

export const root = resolve(import.meta.dirname, '..')
export const buildFolder = join(root, '.build/bench')

let built: Promise<readonly Bundle[]> | undefined

export const builtBundles = (): Promise<readonly Bundle[]> => {
  built ??= bundleHandlers({ root, outputFolder: join(buildFolder, 'lambdas') })
  return built
}
