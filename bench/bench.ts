/** `npm run bench`: measures what docs/performance.md lists. */
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, printJson, runCommand } from '../tools/run-command.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const usage = `Usage: npm run bench -- [options]

Measures one secure form: its calls, CPU, size, speed and cost. Prints a table with the limit and the goal of each
measure, and writes the results to .build/bench/<date>.json. docs/performance.md says what each number means.

  --full             measure longer, with 100,000 stored forms and 100,000 raced requests: about 40 minutes
  --only <measures>  these measures only, such as P3,P7
  --compare <file>   also print the ratio of each result to that of an earlier run's JSON file
  --write            update docs/performance.md, docs/scale.md, their pictures and bench/recorded.json; with --only,
                     the results of all other measures stay, so only measures without a time or a ratio are allowed
  --json             print JSON instead of tables; call it with npm run --silent, so that nothing else is printed
  --help             print this text

Exit codes: 0 everything is measured, 1 something could not be measured, 2 the command line is wrong.`

const options = {
  full: { type: 'boolean', default: false },
  only: { type: 'string' },
  compare: { type: 'string' },
  write: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

const settingsOf = (args: readonly string[]) => {
  const { only, full, ...values } = parseCommandLine(args, options).values
  const ids = only?.split(',')
  if (ids?.some((id) => !/^P\d+b?$/.test(id))) throw new UsageFailure('--only takes measures such as P3,P7.')
  return { ...values, ids, scale: full ? ('full' as const) : ('quick' as const) }
}

await runCommand({
  usage,
  settingsOf,
  needs: () => 'development',
  async run({ ids, scale, compare, write, json }) {
    const { runMeasures } = await import('./run-measures.ts')
    const { dependsOnMachine, measures } = await import('./measures.ts')
    if (write && measures.some((measure) => ids?.includes(measure.id) && dependsOnMachine(measure)))
      throw new UsageFailure('--write with --only takes only measures without a time or a ratio, such as P10.')
    const { comparisonOf, tableOf } = await import('./table.ts')
    const { mergeRecords, readRun, recordedFile } = await import('./run-record.ts')
    const earlier = compare === undefined ? undefined : readRun(compare)
    const { rows, record, file, failures } = await runMeasures({ ids, scale })
    if (json) printJson(record)
    else {
      console.log(tableOf(rows))
      if (earlier !== undefined) console.log(`\n${comparisonOf(rows, earlier)}`)
      console.log(`\nWritten: ${file}`)
    }
    for (const failure of failures) console.error(failure)
    if (write && failures.length === 0) {
      const { writePages } = await import('./write-pages.ts')
      await writePages(ids === undefined ? record : mergeRecords(readRun(recordedFile), record))
    }
    return failures.length === 0 ? 0 : 1
  },
  describeFailure: messageOr('The measures could not be run.'),
  failureCode: 1,
})
