/** A stage deployed into the emulated account, by the CDK's own command. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { bundleHandlers } from '../../bin/bundle.ts'
import { cdk } from './cdk.ts'
import type { Emulator } from './emulator.ts'

const root = join(import.meta.dirname, '../..')

const Demo = z.looseObject({
  account: z.string(),
  region: z.string(),
  signIn: z.looseObject({ callbackAddresses: z.array(z.string()) }),
})
const CdkFile = z.looseObject({
  context: z.looseObject({ stage: z.unknown(), stages: z.looseObject({ demo: Demo }) }),
})

const { context, ...cdkSettings } = CdkFile.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))

/** The demo stage as `cdk.json` describes it: the account and the Region are its own. */
export const demo = context.stages.demo

export interface DeploymentPlace {
  readonly emulator: Emulator
  /** For what is synthesised. */
  readonly folder: string
}

export interface Deployment {
  /** Deploys the demo stage with other settings for these. */
  deploy(changes: object): Promise<void>
  destroy(): Promise<void>
}

/** Prepares the account and bundles the functions. */
export async function startDeployment({ emulator, folder }: DeploymentPlace): Promise<Deployment> {
  const emptyFolder = join(folder, 'bootstrap')
  mkdirSync(emptyFolder)
  // From a folder without an app: it would be synthesised only to be told where its account is.
  await cdk({ emulator, folder: emptyFolder }, ['bootstrap', `aws://${demo.account}/${demo.region}`])
  const bundlesFolder = join(folder, 'lambdas')
  await bundleHandlers({ root, outputFolder: bundlesFolder })

  const stageFile = join(folder, 'stage.json')
  const app = `${process.execPath} ${join(import.meta.dirname, 'app.ts')} ${stageFile}`
  const { stage: _, stages: _stages, ...flags } = context
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...cdkSettings, context: flags, app, output: 'cdk.out' }))
  return {
    async deploy(changes) {
      writeFileSync(
        stageFile,
        JSON.stringify({ stage: 'demo', stages: { demo: { ...demo, ...changes } }, bundlesFolder }),
      )
      await cdk({ emulator, folder }, ['deploy', '--all', '--require-approval', 'never', '--concurrency', '4'])
    },
    async destroy() {
      await cdk({ emulator, folder }, ['destroy', '--all', '--force'])
    },
  }
}
