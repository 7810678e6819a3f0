/** `npm run execution-policy -- <stage>`: computes the policies with which CloudFormation can deploy a stage. */
import { settingsOf, usage } from '../tools/execution-policy/settings.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

await runCommand({
  usage,
  settingsOf: (args) => settingsOf(args),
  run: async (command) => (await import('../tools/execution-policy/write-policies.ts')).writePolicies(command),
  describeFailure: messageOr('The policies could not be computed.'),
  failureCode: 1,
})
