/** The command lines of `npm run bootstrap | synth | diff | deploy | destroy`. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import { UsageFailure } from '../usage-failure.ts'
import { stageFromFile } from './stages-file.ts'

const purposes = {
  bootstrap: `Prepares the AWS account of a stage, in the stage's Region and in us-east-1. It needs AWS credentials.`,
  synth: 'Writes the CloudFormation templates of a stage to .build/cdk.out. It needs no AWS credentials.',
  diff: 'Shows what a deployment of a stage would change, and changes nothing. It needs AWS credentials.',
  deploy: `Shows what would change in a stage, asks once, and deploys all of its stacks. It needs AWS credentials.`,
  destroy: 'Asks once, and removes all stacks of a stage with their data. It needs AWS credentials.',
} as const

export type CommandName = keyof typeof purposes

/** A parsed command line. */
export interface CdkCommand {
  readonly name: CommandName
  readonly settings: StageSettings
  /** True if the command deploys or removes the stage without asking for confirmation. */
  readonly yes: boolean
  /** Options that are passed to the CDK. */
  readonly options: readonly string[]
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(purposes, word)
const commands = Object.keys(purposes).join(' | ')

const asksFirst = (name: CommandName): boolean => name === 'deploy' || name === 'destroy'

const noYes = 'the answer is no'
const yes = { name: '--yes', does: 'do not ask; needed where there is no terminal', failsFor: noYes } as const

/** The options that our commands handle themselves and do not pass to the CDK. */
const ownOption: Readonly<Partial<Record<CommandName, { name: string; does: string; failsFor: string }>>> = {
  diff: { name: '--fail', does: 'exit with 1 if anything differs', failsFor: 'with --fail something differs' },
  deploy: yes,
  destroy: yes,
}

/** The CDK's options that our commands set themselves, so the command line must not contain them. */
const setByCommand: Readonly<Record<CommandName, readonly string[]>> = {
  bootstrap: ['--app', '-a'],
  synth: ['--app', '-a', '--quiet', '-q'],
  diff: ['--app', '-a', '--output', '-o', '--method', '-m'],
  deploy: ['--app', '-a', '--output', '-o', '--all', '--concurrency', '--progress', '--outputs-file', '-O'],
  destroy: ['--app', '-a', '--output', '-o', '--all'],
}

/**
 * The CDK's own options that skip the confirmation. They are refused, because both `deploy` and `destroy` have our
 * option `--yes` for this.
 */
const otherWordsForYes = ['--require-approval', '--force', '-f']

/** Returns the usage of a command, or of all commands if the name is unknown. */
export const usageOf = (name = ''): string => {
  const known = isCommand(name)
  const command = known ? name : '<command>'
  const option = known ? ownOption[name] : undefined
  return `Usage: npm run ${command} -- <stage>${option === undefined ? '' : ` [${option.name}]`} [options of cdk ${command}]

${known ? purposes[name] : `Runs a command of the CDK for one stage: ${commands}.`}

  <stage>   a stage of stages.json: demo, production
${option === undefined ? '' : `  ${option.name.padEnd(8)}  ${option.does}\n`}  --help    print this text

stages.json is a copy of stages.example.json with your settings; the variable SEALFORM_STAGES names another file.
Other options are passed on to the CDK, unchecked: npm run ${known ? name : 'synth'} -- demo --profile pci. They are listed
by npx cdk ${command} --help.

Exit codes: 0 ${exitCodes(option?.failsFor)}.`
}

const exitCodes = (reason: string | undefined): string =>
  `done, 1 ${reason === undefined ? 'it failed' : `it failed, or ${reason}`}, 2 the command line is wrong${reason === noYes ? ', or no terminal is there to ask on' : ''}`

/**
 * Parses a command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command is unknown, if no stage follows it, if an option is one that
 * the command sets itself, or if an argument that is not an option follows the stage, because the CDK would interpret
 * that argument as a stack name
 */
export const cdkCommandOf = ([name = '', stage, ...more]: readonly string[], file?: string): CdkCommand => {
  if (!isCommand(name)) throw new UsageFailure(`Unknown command '${name}': it must be one of ${commands}.`)
  const example = `npm run ${name} -- demo`
  if (stage === undefined) throw new UsageFailure(`Specify a stage: ${example}`)
  if (stage.startsWith('-')) throw new UsageFailure(`Specify a stage before the option '${stage}': ${example} ${stage}`)
  const [next] = more
  if (next !== undefined && !next.startsWith('-'))
    throw new UsageFailure(`Unexpected argument '${next}'; --help shows the usage.`)
  for (const option of more.map((each) => each.replace(/=.*/s, ''))) refuseSetOption(name, option)
  const isYes = (option: string) => asksFirst(name) && (option === '--yes' || option === '-y')
  return {
    name,
    settings: stageFromFile(stage, file),
    yes: more.some(isYes),
    options: more.filter((option) => !isYes(option)),
  }
}

const refuseSetOption = (name: CommandName, option: string): void => {
  if (setByCommand[name].includes(option)) {
    throw new UsageFailure(`npm run ${name} sets the option ${option} itself: leave it out.`)
  }
  const isAnotherYes = name === 'destroy' ? otherWordsForYes.includes(option) : option === '--require-approval'
  if (asksFirst(name) && isAnotherYes) {
    throw new UsageFailure(`npm run ${name} takes no ${option}: with --yes it does not ask.`)
  }
}

const withValue = ['profile', 'region', 'proxy', 'ca-bundle-path', 'role-arn', 'plugin', 'context', 'r', 'p', 'c']
const withoutValue = ['ec2creds', 'i', 'verbose', 'v', 'debug', 'trace', 'no-color']

/** Returns the options that every CDK command supports. They concern credentials, the network and verbosity. */
export const sharedOptions = (options: readonly string[]): readonly string[] =>
  options.flatMap((option, place) => {
    const [name = ''] = option.replace(/^--?/, '').split('=', 1)
    if (!option.startsWith('-')) return []
    if (withoutValue.includes(name)) return [option]
    if (!withValue.includes(name)) return []
    return option.includes('=') ? [option] : [option, ...options.slice(place + 1, place + 2)]
  })
