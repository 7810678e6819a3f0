/** `npm test`: runs every test that needs only Node. */
import { expectNoArguments } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm test

Checks the types, the format and the lint, and runs every test that needs nothing but Node. Tests in a browser run
where a Chromium is found. What is left out is named, with the reason. One file alone: npx vitest run <file>

  --help   print this text

Exit codes: 0 everything passed, 1 something failed, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: expectNoArguments,
  run: async () => (await import('./runner/run-tests.ts')).runTests(),
  describeFailure: messageOr('The tests could not be run.'),
  failureCode: 1,
})
