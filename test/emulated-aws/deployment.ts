/** Deploys a stage of `cdk.json` into the emulated account with the CDK command. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { bootstrapArguments } from '../../tools/cdk/cdk-arguments.ts'
import { runCdk } from './cdk.ts'
import type { Emulator } from './emulator.ts'

const root = join(import.meta.dirname, '../..')

const Stage = z.looseObject({
  account: z.string(),
  region: z.string(),
  signIn: z.looseObject({ callbackAddresses: z.array(z.string()) }),
})
const CdkFile = z.looseObject({
  context: z.looseObject({ stage: z.unknown(), stages: z.looseObject({ demo: Stage, production: Stage }) }),
})

const { context, ...cdkSettings } = CdkFile.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))

/** The stages of `cdk.json`; each sets its account and Region. */
export const { demo, production } = context.stages

export interface DeploymentSettings {
  readonly stage: 'demo' | 'production'
  readonly emulator: Emulator
  /** The bundled functions. */
  readonly bundlesFolder: string
  /** For the synthesised files; created here. */
  readonly folder: string
}

export interface Deployment {
  /** Deploys the stage with changed settings, or some of its stacks with their dependencies. */
  deploy(changes?: object, stacks?: readonly string[]): Promise<void>
  destroy(stacks?: readonly string[]): Promise<void>
}

const allStacks = ['--all'] as const

/** Bootstraps the account in the Regions of the stage. */
export async function startDeployment(place: DeploymentSettings): Promise<Deployment> {
  const { stage, emulator, bundlesFolder, folder } = place
  const settings = context.stages[stage]
  mkdirSync(folder, { recursive: true })
  const stageFile = join(folder, 'stage.json')
  const app = `${process.execPath} ${join(import.meta.dirname, 'app.ts')} ${stageFile}`
  const { stage: _, stages: _stages, ...flags } = context
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...cdkSettings, context: flags, app, output: 'cdk.out' }))
  await runCdk({ emulator, folder }, bootstrapArguments(settings))
  const write = (changes: object) =>
    writeFileSync(stageFile, JSON.stringify({ stage, stages: { [stage]: { ...settings, ...changes } }, bundlesFolder }))
  return {
    async deploy(changes = {}, stacks = allStacks) {
      write(changes)
      await runCdk({ emulator, folder }, ['deploy', ...stacks, '--require-approval', 'never', '--concurrency', '4'])
    },
    async destroy(stacks = allStacks) {
      await runCdk({ emulator, folder }, ['destroy', ...stacks, '--force'])
    },
  }
}
