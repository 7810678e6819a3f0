import { join } from 'node:path'
import { bundleHandlers } from '../bundle/bundle.ts'
import { packageFolder } from '../project-folders.ts'

/** Bundles the functions, and returns the folder with a bundle for each. */
export const bundlesOfThisBuild = async (): Promise<string> => {
  const outputFolder = join(packageFolder, '.build/lambdas')
  await bundleHandlers({ root: packageFolder, outputFolder })
  return outputFolder
}
