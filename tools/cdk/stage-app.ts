/** Creates the CDK app of a stage. Bundles the functions, builds the pages and creates the stacks. */
import { join, resolve } from 'node:path'
import { App } from 'aws-cdk-lib'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { bundleHandlers } from '../bundle/bundle.ts'
import { stageFromFile } from './stages-file.ts'

const root = resolve(import.meta.dirname, '../..')

/**
 * Returns the app for the stage that `-c stage=` names. The app is not synthesised yet.
 * @throws {UsageFailure} with one sentence for each invalid setting
 */
export const stageApp = async (): Promise<App> => {
  const app = new App({ analyticsReporting: false })
  const settings = stageFromFile(app.node.tryGetContext('stage'))
  const bundlesFolder = join(root, '.build/lambdas')
  const [{ files: pages }] = await Promise.all([buildPages(), bundleHandlers({ root, outputFolder: bundlesFolder })])
  new SealformService(app, 'Sealform', { settings, bundlesFolder, pages })
  return app
}
