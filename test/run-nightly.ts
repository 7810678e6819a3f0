/** `npm run test:nightly`: runs the tests that take too long for each change. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run test:nightly

Replaces each refusal code of each step, as npm run mutate:refusals does. Then runs a hundred races of a thousand
requests each, which takes half an hour. npm run test:full runs ten of them.

  --help   print this text

Exit codes: 0 everything passed, 1 something failed, 2 the command line is wrong.`

const run = async (): Promise<0 | 1> => {
  const { reportMutants } = await import('./steps/refusal-mutants/report-mutants.ts')
  const mutantsFailed = await reportMutants()
  const { runVitest } = await import('./runner/vitest-run.ts')
  const { printSummary } = await import('./runner/summary.ts')
  const races = await runVitest(['test/races/races.full.test.ts'], { RACE_ROUNDS: '10' })
  return printSummary({ ...races, failed: races.failed + mutantsFailed })
}

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  run,
  describeFailure: messageOr('The tests could not be run.'),
  failureCode: 1,
})
