/** `npm run bench:pages`: measures the weight of both pages, and the time until a slow phone can use them. */
import { parseCommandLine } from '../../tools/command-line.ts'
import { messageOr, printJson, runCommand } from '../../tools/run-command.ts'
import type { MeasuredTime, MeasuredWeight } from './measure-pages.ts'

const usage = `Usage: npm run bench:pages -- [options]

Measures the compressed weight of both pages and of the embedding scripts, and the time until a slow phone can use a
page. The times need a Chromium; without one the command prints the weights only.

  --json   print JSON instead of tables; call it with npm run --silent, so that nothing else is printed
  --help   print this text

Exit codes: 0 the pages are measured, 1 they could not be measured, 2 the command line is wrong.`

const row = (...cells: readonly string[]) =>
  console.log(cells.map((cell, place) => (place === 0 ? cell.padEnd(38) : cell.padStart(14))).join(''))
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
const milliseconds = (time: number) => `${Math.round(time)} ms`

const printWeights = (weights: readonly MeasuredWeight[]): void => {
  row('compressed, in the largest language', 'is', 'maximum', 'goal')
  for (const { name, bytes, budget } of weights)
    row(name, kilobytes(bytes), ...(budget === undefined ? [] : [kilobytes(budget.maximum), kilobytes(budget.goal)]))
}

const printTimes = (times: readonly MeasuredTime[]): void => {
  row('\nusable on a slow phone, median of 5', 'is', 'maximum', 'goal')
  for (const { page, runs, medianMs, budget } of times) {
    const spread = `${Math.round(Math.min(...runs))}–${Math.round(Math.max(...runs))}`
    row(page, milliseconds(medianMs), `${budget.maximum} ms`, `${budget.goal} ms`, spread)
  }
}

await runCommand({
  usage,
  settingsOf: (args) => parseCommandLine(args, { json: { type: 'boolean', default: false } }).values,
  async run({ json }) {
    const { timePages, weighPages } = await import('./measure-pages.ts')
    const weights = await weighPages()
    if (!json) printWeights(weights)
    const times = await timePages()
    if (json) printJson({ weights, times })
    else if (times !== undefined) printTimes(times)
    return 0
  },
  describeFailure: messageOr('The pages could not be measured.'),
  failureCode: 1,
})
