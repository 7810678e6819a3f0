/** The CDK app of `bin/stage-app.ts`, without what the emulator cannot create. */
import { Aspects } from 'aws-cdk-lib'
import { stageApp } from '../../tools/cdk/stage-app.ts'
import { ExcludeUnsupportedResources } from './unsupported-resources.ts'

const app = await stageApp()
Aspects.of(app).add(new ExcludeUnsupportedResources())
app.synth()
