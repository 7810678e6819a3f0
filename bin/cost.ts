/** `npm run cost`: computes what both stages cost, and writes docs/cost.md. */
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, printJson, runCommand } from '../tools/run-command.ts'

const usage = `Usage: npm run cost -- [options]

Counts what one form uses, synthesises both stages, writes docs/cost.md and tools/cost/usage.json, and prints what each
stage costs in US dollars: for a month idle, and for a million forms.

  --json   print JSON instead of a table; call it with npm run --silent, so that nothing else is printed
  --help   print this text

Exit codes: 0 the page is written, 1 the cost could not be computed, 2 the command line is wrong.`

await runCommand({
  usage,
  settingsOf: (args) => parseCommandLine(args, { json: { type: 'boolean', default: false } }).values,
  needs: () => 'deployment',
  async run({ json }) {
    const { writeCostPage } = await import('../tools/cost/cost.ts')
    const costs = await writeCostPage()
    if (json) {
      printJson(costs)
      return 0
    }
    console.log('                            $ a month idle   $ per million forms')
    for (const { stage, region, idle, millionForms } of costs) {
      const label = `${stage}, ${region}`.padEnd(28)
      console.log(`${label}${idle.toFixed(2).padStart(14)}${millionForms.toFixed(2).padStart(22)}`)
    }
    console.log('\nWritten: docs/cost.md')
    return 0
  },
  describeFailure: messageOr('The cost could not be computed.'),
  failureCode: 1,
})
