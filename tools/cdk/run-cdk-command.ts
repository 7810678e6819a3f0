/** Runs one of our CDK commands for a stage, with this machine's terminal and files. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { prefixOf } from '../../lib/stage-names.ts'
import { askOn } from './ask.ts'
import { bootstrapArguments, outputsFile, synthArguments } from './cdk-arguments.ts'
import type { CdkCommand } from './command-line.ts'
import { runCdk } from './run-cdk.ts'
import { deployStage, destroyStage, diffStage, type StagePorts } from './stage-commands.ts'

/**
 * Runs the command and returns its exit code. @throws {UsageFailure} if the command has to ask and there is no terminal
 */
export const runCdkCommand = async (command: CdkCommand): Promise<number> => {
  const { name, settings, options } = command
  switch (name) {
    case 'bootstrap':
      return await runCdk(bootstrapArguments(settings, options))
    case 'synth':
      return await runCdk(synthArguments(settings.stage, options))
    case 'diff':
      return await diffStage(ports())(command)
    case 'deploy':
      return await deployStage(ports())(command)
    case 'destroy':
      return await destroyStage(ports())(command)
  }
}

const ports = (): StagePorts => ({
  // Request colours explicitly, because the CDK omits them when it writes to a pipe.
  cdk: (args, takeLine) => runCdk(process.stdout.hasColors?.() ? [...args, '--color'] : args, takeLine),
  ask: askOn({ input: process.stdin, output: process.stdout }),
  print: (line) => console.log(line),
  now: () => performance.now(),
  writeFile: (file, text) => writeFileSync(file, text),
  appendToFile: (file, text) => appendFileSync(file, text),
  deployedAddress,
})

const Outputs = z.record(z.string(), z.looseObject({ Address: z.optional(z.string()) }))

const deployedAddress = (stage: string): string | undefined => {
  try {
    return Outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8')))[`${prefixOf({ stage })}-front`]?.Address
  } catch {
    return undefined
  }
}
