/**
 * `npm run bench:timing`: measures whether the response time of a refusal reveals that an id exists (promise I9, abuse
 * 53). Response times on a busy machine vary too much for an automated test, so a person judges the result.
 */
import { parseCommandLine } from '../tools/command-line.ts'
import { messageOr, runCommand } from '../tools/run-command.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const usage = `Usage: npm run bench:timing -- [options]

Sends interleaved pairs of refused requests to a local run (RATE_LIMITS=off npm start): one for a conversation, form,
submission or spent key of others, one for ids that do not exist. Prints a Markdown table with the median times and
Welch's |t| for each step. A |t| below 4.5 reveals nothing.

  --url     the address of the local run (default: http://127.0.0.1:8787)
  --pairs   pairs for each row (default: 2000)
  --step    this step alone
  --help    print this text

Exit codes: 0 every |t| is below 4.5, 1 one is not, 2 it could not be measured or the command line is wrong.`

const limit = 4.5

interface Settings {
  readonly url: string
  readonly pairs: number
  readonly step: string | undefined
}

const settingsOf = (args: readonly string[]): Settings => {
  const { values } = parseCommandLine(args, {
    url: { type: 'string' },
    pairs: { type: 'string' },
    step: { type: 'string' },
  })
  const pairs = Number(values.pairs ?? 2_000)
  if (!Number.isInteger(pairs) || pairs < 10) throw new UsageFailure('--pairs must be a whole number of at least 10.')
  return { url: values.url ?? 'http://127.0.0.1:8787', pairs, step: values.step }
}

const row = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)
const milliseconds = (time: number) => `${time.toFixed(2)} ms`

const run = async ({ url, pairs, step }: Settings): Promise<number> => {
  const { prepareRefusedCalls } = await import('./refusal-timing/refused-calls.ts')
  const { timePairs } = await import('./refusal-timing/time-pairs.ts')
  const calls = (await prepareRefusedCalls(url)).filter((call) => step === undefined || call.step === step)
  if (calls.length === 0) throw new Error(`There is no timed refusal of ${step}.`)
  row('step', 'what exists', 'median, exists', 'median, does not', '\\|t\\|')
  row('---', '---', '---:', '---:', '---:')
  let isWithin = true
  for (const call of calls) {
    const { t, medianKnownMs, medianUnknownMs } = await timePairs(call, pairs)
    isWithin &&= t < limit
    row(call.step, call.known, milliseconds(medianKnownMs), milliseconds(medianUnknownMs), t.toFixed(2))
  }
  return isWithin ? 0 : 1
}

await runCommand({
  usage,
  settingsOf,
  run,
  describeFailure: messageOr('The refusals could not be measured.'),
  failureCode: 2,
})
