/** The command lines of `npm run bootstrap | synth | diff | deploy | destroy`. */
import { UsageFailure } from '../usage-failure.ts'
import { type Command, cdkArguments, isCommand } from './cdk-arguments.ts'

const purposes: Readonly<Record<Command, string>> = {
  bootstrap: `Prepares the AWS account of a stage, in the stage's Region and in us-east-1. It needs AWS credentials.`,
  synth: 'Writes the CloudFormation templates of a stage to .build/cdk.out. It needs no AWS credentials.',
  diff: 'Shows what a deployment of a stage would change. It needs AWS credentials.',
  deploy: `Deploys every stack of a stage, and asks before it widens a permission. It needs AWS credentials.`,
  destroy: 'Removes every stack of a stage, and asks first. It needs AWS credentials.',
}

const commands = 'bootstrap | synth | diff | deploy | destroy'

/** The usage of a command, or of all commands for an unknown name. */
export const usageOf = (name = ''): string => {
  const known = isCommand(name)
  const command = known ? name : '<command>'
  return `Usage: npm run ${command} -- <stage> [options of cdk ${command}]

${known ? purposes[name] : `Runs a command of the CDK for one stage: ${commands}.`}

  <stage>   a stage of cdk.json: demo, production
  --help    print this text

Everything after the stage is passed on to the CDK, unchecked: npm run ${known ? name : 'synth'} -- demo --profile pci. The options
of the CDK are listed by npx cdk ${command} --help.

Exit codes: 0 the CDK succeeded, 2 the command line is wrong, otherwise the exit code of the CDK (1 when it failed).`
}

/**
 * Returns the CDK's arguments for a command, a stage and the options to pass on.
 * @throws {UsageFailure} with one sentence when the command is unknown, no stage of `cdk.json` follows it, or an
 * argument that is not an option follows the stage: the CDK would take it for the name of a stack
 */
export const cdkArgumentsOf = ([name = '', stage, ...more]: readonly string[]): readonly string[] => {
  if (!isCommand(name)) throw new UsageFailure(`Unknown command '${name}': it must be one of ${commands}.`)
  const example = `npm run ${name} -- demo`
  if (stage === undefined) throw new UsageFailure(`Specify a stage: ${example}`)
  if (stage.startsWith('-')) throw new UsageFailure(`Specify a stage before the option '${stage}': ${example} ${stage}`)
  const [next] = more
  if (next !== undefined && !next.startsWith('-'))
    throw new UsageFailure(`Unexpected argument '${next}'; --help shows the usage.`)
  return cdkArguments(name, stage, more)
}
