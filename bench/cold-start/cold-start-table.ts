/** What a function does before its first request: the table of docs/cold-start.md. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Bundle } from '../../tools/bundle/bundle.ts'
import { medianOf } from '../interleaved.ts'

const steps = ['put-conversation', 'send-form', 'open-form', 'submit-form', 'retrieve-submission', 'close-conversation']
const phases = ['Node starts', 'Node’s modules', 'read', 'compile', 'evaluate', 'Valkey client'] as const
const runs = 15

/** Prints the CPU time in milliseconds of each phase. */
const program = join(import.meta.dirname, '../processes/cold-start.cjs')

/** Returns the median CPU time of each phase in milliseconds. */
const phasesOf = async ({ file, separateFiles }: Bundle): Promise<readonly number[]> => {
  const measured: number[][] = []
  for (let run = 0; run < runs; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, [program, file, ...separateFiles])
    measured.push(stdout.split(' ').map(Number))
  }
  return phases.map((_, phase) => medianOf(measured.map((each) => each[phase] ?? 0)))
}

const groups = [
  ['AWS SDK', /node_modules\/@(aws-sdk|smithy|aws)\//],
  ['Encryption SDK', /node_modules\/(@aws-crypto|bn[.]js|readable-stream|duplexify|string_decoder|end-of-stream)/],
  ['zod', /node_modules\/zod\//],
  ['our code', /^(lambdas|contracts)\//],
] as const

/** Returns the kilobytes of the parts of `index.js`, before compression. */
const partsOf = ({ metafiles: [index] }: Bundle): readonly number[] => {
  const inputs = Object.values(index?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs))
  return groups.map(([, pattern]) =>
    inputs.reduce((sum, [file, { bytesInOutput }]) => sum + (pattern.test(file) ? bytesInOutput / 1024 : 0), 0),
  )
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Measures the bundles of this project. */
export const coldStartTable = async (bundles: readonly Bundle[]): Promise<string> => {
  const lines = [
    row(['step', ...phases.map((phase) => `${phase}, ms`), ...groups.map(([name]) => `${name}, KB`)]),
    `|---|${'---:|'.repeat(phases.length + groups.length)}`,
  ]
  for (const step of steps) {
    const bundle = bundles.find((each) => each.step === step)
    if (bundle === undefined) throw new Error(`there is no bundle of ${step}`)
    const times = (await phasesOf(bundle)).map((time) => (time === 0 ? '–' : time.toFixed(1)))
    lines.push(row([step, ...times, ...partsOf(bundle).map((size) => size.toFixed(0))]))
  }
  return lines.join('\n')
}
