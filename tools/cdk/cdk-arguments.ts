/** What the CDK's own command is told for each of ours. */
import { edgeRegion } from '../../lib/regions.ts'
import { stageFromCdkJson } from './stage-from-cdk-json.ts'

const appCommands = {
  synth: ['synth', '--quiet'],
  diff: ['diff'],
  // It asks before it widens a permission, as the CDK does by itself.
  deploy: ['deploy', '--all', '--concurrency', '4', '--outputs-file', '.build/outputs.json'],
  destroy: ['destroy', '--all'],
} as const

export type Command = keyof typeof appCommands | 'bootstrap'
export const isCommand = (word: string): word is Command => word === 'bootstrap' || Object.hasOwn(appCommands, word)

/**
 * All stacks of the stage; to prepare its account, no app at all. `more` is passed on.
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
 * Both Regions in which a stage has stacks. Where they are is told, so that the app need not be: it would be bundled and
 * synthesised only to be asked for its account.
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
