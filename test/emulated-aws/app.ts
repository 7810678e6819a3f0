/**
 * The CDK app of `bin/sealform.ts`, for the stage and the bundles of a folder, without what the emulator cannot create.
 */
import { readFileSync } from 'node:fs'
import { App, Aspects } from 'aws-cdk-lib'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { ExcludeUnsupportedResources } from './unsupported-resources.ts'

const app = new App({ analyticsReporting: false })
const { stage, stages, bundlesFolder } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const { files: pages } = await buildPages()
new SealformService(app, 'Sealform', { settings: stageSettings(stage, stages), bundlesFolder, pages })
Aspects.of(app).add(new ExcludeUnsupportedResources())
app.synth()
