/**
 * Deploys a stage of `stages.example.json` into the emulated account with the documented commands. Only their environment
 * differs: where AWS is, the file of the stages, and the app, which excludes what the emulator cannot create.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { assemblyOf, synthArguments } from '../../tools/cdk/cdk-arguments.ts'
import { type CommandResult, runInShell } from '../full/terminal.ts'
import type { Emulator } from './emulator.ts'

const root = join(import.meta.dirname, '../..')

const Stage = z.looseObject({
  account: z.string(),
  region: z.string(),
  signIn: z.looseObject({ callbackAddresses: z.array(z.string()) }),
})

/** The stages of the example; each sets its account and Region. */
export const { demo, production } = z
  .looseObject({ demo: Stage, production: Stage })
  .parse(JSON.parse(readFileSync(join(root, 'stages.example.json'), 'utf8')))

export interface DeploymentSettings {
  readonly stage: 'demo' | 'production'
  readonly emulator: Emulator
  /** For the file of the stages; created here. */
  readonly folder: string
}

export interface Deployment {
  /** Runs a documented command, `npm run …`. With an answer, it has a terminal and gets the answer once it has asked. */
  npmRun(command: readonly string[], answer?: string): Promise<CommandResult>
  /** Changes settings of the stage. */
  change(settings: object): void
  /** Deploys some stacks of the stage with their dependencies. The documented command deploys them all. */
  deploySome(stacks: readonly string[]): Promise<void>
}

/** Bootstraps the account in the Regions of the stage. @throws Error with the output if that fails */
export async function startDeployment({ stage, emulator, folder }: DeploymentSettings): Promise<Deployment> {
  mkdirSync(folder, { recursive: true })
  const stagesFile = join(folder, 'stages.json')
  const change = (settings: object): void => {
    const stages = { demo, production }
    writeFileSync(stagesFile, JSON.stringify({ ...stages, [stage]: { ...stages[stage], ...settings } }))
  }
  change({})
  const env = {
    ...emulator.env,
    SEALFORM_STAGES: stagesFile,
    CDK_APP: `${process.execPath} ${join(import.meta.dirname, 'app.ts')}`,
  }
  const npmRun = (command: readonly string[], answer?: string) =>
    runInShell({ command: ['npm', 'run', ...command], cwd: root, env, answer })
  await succeeded(npmRun(['bootstrap', '--', stage]))
  return {
    npmRun,
    change,
    async deploySome(stacks) {
      const cdk = (args: readonly string[]) =>
        succeeded(runInShell({ command: ['npx', 'cdk', ...args], cwd: root, env }))
      await cdk(synthArguments(stage, [], assemblyOf(stage)))
      const how = ['--require-approval', 'never', '--concurrency', '4', '--no-notices']
      await cdk(['deploy', '--app', assemblyOf(stage), ...stacks, ...how])
    },
  }
}

/** @throws Error with the last lines of output if a command failed */
export const succeeded = async (running: Promise<CommandResult>): Promise<CommandResult> => {
  const result = await running
  if (result.exitCode === 0) return result
  throw new Error(`It failed:\n${result.output.trim().split('\n').slice(-25).join('\n')}`)
}
