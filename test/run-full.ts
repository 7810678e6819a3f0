/** `npm run test:full`: runs the tests that need more than Node. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run test:full

Runs the tests that need more than Node: it downloads and starts what they need on this machine, and stops it again.
What it cannot get is named, together with the tests that are left out for it; with CI=true in the environment that is
a failure.

  --help   print this text

Exit codes: 0 everything passed, 1 something failed, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  run: async () => (await import('./runner/run-full-tests.ts')).runFullTests(),
  describeFailure: messageOr('The tests could not be run.'),
  failureCode: 1,
})
