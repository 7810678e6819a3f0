/** The CDK app: synthesises the stage that `-c stage=` names, with its settings from `stages.json`. */
import { stageApp } from '../tools/cdk/stage-app.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

try {
  const app = await stageApp()
  app.synth()
} catch (failure) {
  if (!(failure instanceof UsageFailure)) throw failure
  console.error(failure.message)
  process.exitCode = 1
}
