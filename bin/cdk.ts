/** `npm run bootstrap | synth | diff | deploy | destroy -- <stage>`: runs the CDK's command of that name for one stage. */
import { cdkArgumentsOf, usageOf } from '../tools/cdk/command.ts'
import { runCdk } from '../tools/cdk/run-cdk.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

await runCommand({
  // The script of package.json names the command.
  usage: usageOf(process.argv[2]),
  settingsOf: cdkArgumentsOf,
  run: runCdk,
  describeFailure: messageOr('The CDK could not be started.'),
  failureCode: 1,
})
