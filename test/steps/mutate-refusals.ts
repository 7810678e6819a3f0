/** `npm run mutate:refusals`: shows that each refusal of a step has a test that fails when its code is replaced. */
import { expectNoArguments } from '../../tools/command-line.ts'
import { messageOr, runCommand } from '../../tools/run-command.ts'

const usage = `Usage: npm run mutate:refusals

For each refusal code that the contract of a step lists, replaces the code in the step's responses and runs the tests
of the step: at least one has to fail. Changes no file. Takes a minute.

  --help   print this text

Exit codes: 0 each replaced code fails a test, 1 a replaced code fails no test or a test did not run, 2 the command line
is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  needs: () => 'development',
  run: async () => (await import('./refusal-mutants/report-mutants.ts')).reportMutants(),
  describeFailure: messageOr('The mutants could not be run.'),
  failureCode: 1,
})
