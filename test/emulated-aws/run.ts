/** `npm run deploy:local`: deploys the demo stage into an emulated AWS account, and tests it. */
import { expectNoArguments } from '../../tools/command-line.ts'
import { messageOr, runCommand } from '../../tools/run-command.ts'

const usage = `Usage: npm run deploy:local

Deploys the demo stage into an AWS account that is emulated on this machine, without Docker, and runs the tests of
the local service against it. Leaves nothing behind, and prints which results are inconclusive there.

  --help   print this text

Exit codes: 0 everything passed, 1 something failed, 2 invalid command line.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  run: async () => (await import('./deploy-and-test.ts')).deployAndTest(),
  describeFailure: messageOr('The stage could not be deployed.'),
  failureCode: 1,
})
