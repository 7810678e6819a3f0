/** Creates the CDK app of a stage. Bundles the functions, builds the pages and creates the stacks. */
import { App } from 'aws-cdk-lib'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { bundlesOfThisBuild } from './bundles.ts'
import { stageFromFile } from './stages-file.ts'

/**
 * Returns the app for the stage that `-c stage=` names. The app is not synthesised yet.
 * @throws {UsageFailure} with one sentence for each invalid setting
 */
export const stageApp = async (): Promise<App> => {
  const app = new App({ analyticsReporting: false })
  const settings = stageFromFile(app.node.tryGetContext('stage'))
  const [{ files: pages }, bundlesFolder] = await Promise.all([buildPages(), bundlesOfThisBuild()])
  new SealformService(app, 'Sealform', { settings, bundlesFolder, pages })
  return app
}
