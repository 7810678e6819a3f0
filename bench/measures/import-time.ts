/** P5: the CPU time in which Node loads a bundle, divided by that of DynamoDB's client alone. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { buildFolder, builtBundles, root } from '../bundles.ts'
import { ratioOf } from '../interleaved.ts'
import type { Measure, Reading } from '../measure.ts'

const controlSteps = ['put-conversation', 'send-form', 'open-form', 'close-conversation'] as const
const pciSteps = ['submit-form', 'retrieve-submission'] as const

const measureLoading = `const { cpuUsage } = process
const before = cpuUsage()
require(process.argv[1])
const { user, system } = cpuUsage(before)
console.log(user + system)`

/** Returns the CPU time in microseconds in which a new process loads the file. */
const loadingCpu = async (file: string): Promise<number> =>
  Number((await promisify(execFile)(process.execPath, ['-e', measureLoading, file])).stdout)

/** Bundles what a step uses of the SDK, with the same options as a step. */
const buildClientAlone = async (): Promise<string> => {
  const outfile = join(buildFolder, 'client-alone/index.js')
  const contents = [
    `export { DynamoDBClient } from '@aws-sdk/client-dynamodb'`,
    `export { DynamoDBDocumentClient, BatchGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'`,
  ].join('\n')
  await build({
    ...{ stdin: { contents, resolveDir: root }, outfile, bundle: true, platform: 'node', target: 'node24' },
    ...{ format: 'cjs', mainFields: ['module', 'main'], minify: true, legalComments: 'none', logLevel: 'error' },
  })
  return outfile
}

const target = (name: string, must: number, aim: number, november: number) =>
  ({ name, unit: '×', kind: 'ratio', must, aim, november }) as const

export const importTime: Measure = {
  id: 'P5',
  targets: {
    control: target('import of the slowest control-zone bundle ÷ its SDK clients alone', 1.25, 1.1, 1.49),
    pci: target('import of submit or retrieve ÷ DynamoDB’s client alone', 1.69, 1.38, 2.58),
  },
  async run(scale) {
    const bundles = await builtBundles()
    const clientAlone = await buildClientAlone()
    const rounds = scale === 'full' ? 31 : 7
    const slowestOf = async (steps: readonly string[]): Promise<Reading> => {
      const readings: Required<Reading>[] = []
      for (const step of steps) {
        const file = bundles.find((bundle) => bundle.step === step)?.file
        if (file === undefined) throw new Error(`there is no bundle of ${step}`)
        const ratio = await ratioOf({
          subject: () => loadingCpu(file),
          control: () => loadingCpu(clientAlone),
          rounds,
        })
        readings.push({ value: ratio.value, note: `${step}; ${ratio.note}` })
      }
      return readings.reduce((slowest, reading) => (reading.value > slowest.value ? reading : slowest))
    }
    return { control: await slowestOf(controlSteps), pci: await slowestOf(pciSteps) }
  },
}
