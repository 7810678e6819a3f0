/** The CDK app: bundles the functions and synthesises the stage that `-c stage=` names, by its settings in `cdk.json`. */
import { join, resolve } from 'node:path'
import { App } from 'aws-cdk-lib'
import { buildPages } from '../lib/edge/pages/build-pages.ts'
import { SealformService } from '../lib/sealform-service.ts'
import { type StageSettings, stageSettings } from '../lib/stage-settings.ts'
import { bundleHandlers } from '../tools/bundle/bundle.ts'

const root = resolve(import.meta.dirname, '..')
const app = new App({ analyticsReporting: false })

const settingsOrExit = (): StageSettings => {
  try {
    return stageSettings(app.node.tryGetContext('stage'), app.node.tryGetContext('stages'))
  } catch (failure) {
    console.error(failure instanceof Error ? failure.message : 'The settings could not be read.')
    process.exit(1)
  }
}

const settings = settingsOrExit()
const bundlesFolder = join(root, '.build/lambdas')
const [{ files: pages }] = await Promise.all([buildPages(), bundleHandlers({ root, outputFolder: bundlesFolder })])
new SealformService(app, 'Sealform', { settings, bundlesFolder, pages })
app.synth()
