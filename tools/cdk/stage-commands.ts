/**
 * Implements `npm run diff | deploy | destroy`. The difference is shown once and the question is asked once, for the
 * whole stage. The progress is one line for each stack.
 */
import { relative } from 'node:path'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { UsageFailure } from '../usage-failure.ts'
import type { Ask } from './ask.ts'
import {
  assemblyOf,
  deployArguments,
  destroyArguments,
  diffArguments,
  fileBesideAssembly,
  regionsOf,
  synthArguments,
} from './cdk-arguments.ts'
import { type CdkCommand, sharedOptions } from './command-line.ts'
import { describeDifference } from './describe-difference.ts'
import { readDifference, type StackDifference } from './stage-difference.ts'
import { duration, stageProgress } from './stage-progress.ts'
import { describeZoneChange } from './zone-change.ts'

export interface StagePorts {
  /** Runs the CDK and returns its exit code. */
  readonly cdk: (args: readonly string[], takeLine: (line: string) => void) => Promise<number>
  /** Asks the person to confirm. Undefined if no one can answer, because there is no terminal. */
  readonly ask: Ask | undefined
  readonly print: (line: string) => void
  /** Returns the current time in milliseconds. */
  readonly now: () => number
  readonly writeFile: (file: string, text: string) => void
  readonly appendToFile: (file: string, text: string) => void
  /** The address of the deployed stage, from its outputs. */
  readonly deployedAddress: (stage: string) => string | undefined
}

type StageCommand = (command: CdkCommand) => Promise<number>

export const diffStage =
  (ports: StagePorts): StageCommand =>
  async ({ settings, options }) => {
    // With `--fail`, the CDK would exit with 1 both for a difference and for a failure.
    const forCdk = options.filter((option) => option !== '--fail')
    const difference = await compare(ports, settings, forCdk, sharedOptions(options))
    for (const { kind, text } of difference) if (kind !== 'unchanged') ports.print(`${text}\n`)
    for (const line of describeDifference(settings, difference)) ports.print(line)
    return options.includes('--fail') && difference.some(({ kind }) => kind !== 'unchanged') ? 1 : 0
  }

export const deployStage =
  (ports: StagePorts): StageCommand =>
  async ({ settings, yes, options }) => {
    const { stage, account } = settings
    const { print, now } = ports
    const ask = askOrYes(ports, { yes, command: `npm run deploy -- ${stage}` })
    const shared = sharedOptions(options)
    const difference = await compare(ports, settings, shared, shared)
    for (const { kind, text } of difference) if (kind === 'changed') print(`${text}\n`)
    for (const line of describeDifference(settings, difference)) print(line)
    print(`The whole difference is in ${relative('', fileBesideAssembly(stage, 'difference'))}.`)
    const changed = difference.filter(({ kind }) => kind !== 'unchanged').length
    const question =
      changed === 0
        ? 'Deploy all the same, which completes stacks that failed?'
        : `Deploy ${changed === 1 ? 'this stack' : `these ${changed} stacks`} to account ${account} in ${regionsOf(settings).join(' and ')}?`
    if (!(await ask(question))) {
      print('Nothing was deployed.')
      return 1
    }
    const kinds = new Map(difference.map(({ name, kind }) => [name, kind]))
    const outcomeOf = (stack: string) => (kinds.get(stack) === 'new' ? 'created' : 'updated')
    const start = now()
    const { code, stacks } = await follow(ports, stage, deployArguments(stage, options), outcomeOf)
    if (code !== 0) return code
    print(`Deployed ${stacks} stacks of the stage ${stage} in ${duration(now() - start)}.`)
    const address = ports.deployedAddress(stage)
    if (address !== undefined) print(`Address: ${address}`)
    return 0
  }

export const destroyStage =
  (ports: StagePorts): StageCommand =>
  async ({ settings, yes, options }) => {
    const { stage, account } = settings
    const { print, now } = ports
    const ask = askOrYes(ports, { yes, command: `npm run destroy -- ${stage}` })
    const where = `account ${account}, ${regionsOf(settings).join(' and ')}`
    if (!(await ask(`Remove all stacks of the stage ${stage} from ${where}, with their data?`))) {
      print('Nothing was removed.')
      return 1
    }
    await synthesise(ports, stage, sharedOptions(options))
    const start = now()
    const { code, stacks } = await follow(ports, stage, destroyArguments(stage, options), () => 'removed')
    if (code === 0) print(`Removed ${stacks} stacks of the stage ${stage} in ${duration(now() - start)}.`)
    return code
  }

/**
 * Returns a function that asks for confirmation, or that always agrees if the command line contains `--yes`.
 * @throws {UsageFailure} before anything else is done, if the command has to ask for confirmation but there is no
 * terminal
 */
const askOrYes = ({ ask }: StagePorts, { yes, command }: { readonly yes: boolean; readonly command: string }): Ask => {
  if (yes) return async () => true
  if (ask === undefined) throw new UsageFailure(`There is no terminal to ask on: ${command} --yes does not ask.`)
  return ask
}

/**
 * Synthesises the stage and returns its differences from the deployed stage.
 * @throws {UsageFailure} if CloudFormation cannot update the deployed stage to the current settings
 */
const compare = async (
  ports: StagePorts,
  settings: StageSettings,
  options: readonly string[],
  shared: readonly string[],
): Promise<readonly StackDifference[]> => {
  const { stage } = settings
  await synthesise(ports, stage, shared)
  ports.print('Comparing it with what is deployed …')
  const printed = await collect(ports, diffArguments(stage, options))
  ports.writeFile(fileBesideAssembly(stage, 'difference'), printed)
  const warnings = printed
    .split(/^.*Stack /m, 1)
    .join('')
    .trimEnd()
  if (warnings !== '') ports.print(warnings)
  const difference = readDifference(printed)
  const zoneChange = describeZoneChange(settings, difference)
  if (zoneChange !== undefined) throw new UsageFailure(zoneChange)
  return difference
}

const synthesise = async (ports: StagePorts, stage: string, options: readonly string[]): Promise<void> => {
  ports.print(`Synthesising the stage ${stage} …`)
  await collect(ports, synthArguments(stage, options, assemblyOf(stage)))
}

/**
 * Runs the CDK and returns its output.
 * @throws {Error} if the CDK fails, after printing the CDK's output
 */
const collect = async ({ cdk, print }: StagePorts, args: readonly string[]): Promise<string> => {
  let printed = ''
  const code = await cdk(args, (line) => {
    printed += `${line}\n`
  })
  if (code === 0) return printed
  print(printed.trimEnd())
  throw new Error(`cdk ${args[0]} failed.`)
}

const follow = async (
  ports: StagePorts,
  stage: string,
  args: readonly string[],
  outcomeOf: (stack: string) => string,
): Promise<{ readonly code: 0 | 1; readonly stacks: number }> => {
  const progress = stageProgress({ ...ports, outcomeOf })
  const log = fileBesideAssembly(stage, 'log')
  ports.writeFile(log, '')
  const code = await ports.cdk(args, (line) => {
    ports.appendToFile(log, `${line}\n`)
    progress.takeLine(line)
  })
  const stacks = progress.end(code !== 0)
  if (code !== 0) ports.print(`cdk ${args[0]} failed; all that it printed is in ${relative('', log)}.`)
  return { code: code === 0 ? 0 : 1, stacks }
}
