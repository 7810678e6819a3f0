/** The arguments of the CDK's own command for each of ours. */
import { edgeRegion } from '../../lib/regions.ts'
import { stageFromCdkJson } from './stage-from-cdk-json.ts'

const appCommands = {
  synth: ['synth', '--quiet'],
  diff: ['diff'],
  // The CDK asks before it widens a permission, by default.
  deploy: ['deploy', '--all', '--concurrency', '4', '--outputs-file', '.build/outputs.json'],
  destroy: ['destroy', '--all'],
} as const

export type Command = keyof typeof appCommands | 'bootstrap'
export const isCommand = (word: string): word is Command => word === 'bootstrap' || Object.hasOwn(appCommands, word)

/**
 * Covers all stacks of the stage; `bootstrap` runs without an app. `more` is passed on.
 * @throws {UsageFailure} when `cdk.json` does not describe the stage
 */
export const cdkArguments = (command: Command, stage: string, more: readonly string[]): readonly string[] => {
  const settings = stageFromCdkJson(stage)
  return [
    ...(command === 'bootstrap' ? bootstrapArguments(settings) : [...appCommands[command], '-c', `stage=${stage}`]),
    '--no-notices',
    ...more,
  ]
}

/**
 * Bootstraps both Regions in which a stage has stacks. Naming them avoids bundling and synthesising the app just to
 * read its account.
 */
export const bootstrapArguments = ({
  account,
  region,
}: {
  readonly account: string
  readonly region: string
}): string[] => [
  ...['bootstrap', '--app', ''],
  ...[...new Set([region, edgeRegion])].map((each) => `aws://${account}/${each}`),
]
