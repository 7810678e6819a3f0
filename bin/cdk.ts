/** `npm run bootstrap | synth | diff | deploy | destroy -- <stage>`: runs the CDK for one stage. */
import { cdkCommandOf, usageOf } from '../tools/cdk/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

await runCommand({
  // The script in package.json passes the command.
  usage: usageOf(process.argv[2]),
  settingsOf: cdkCommandOf,
  needs: () => 'deployment',
  run: async (command) => (await import('../tools/cdk/run-cdk-command.ts')).runCdkCommand(command),
  describeFailure: messageOr('The CDK could not be started.'),
  failureCode: 1,
})
