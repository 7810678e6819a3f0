/** The command line of `npm run execution-policy`. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface ExecutionPolicyCommand {
  readonly stage: StageSettings
  /** The folder for the files. If absent, the policies are printed as JSON. */
  readonly out: string | undefined
}

export const usage = `Usage: npm run execution-policy -- <stage> --out .build/policies
       npm run --silent execution-policy -- <stage>

Computes the IAM policies with which CloudFormation can deploy a stage and do little else: it synthesises the stage, and
allows what AWS documents for each type of resource, limited to resources of the stage where their names allow it. One
policy may have 6,144 characters, so there are several. It needs no AWS credentials.

  <stage>   a stage of stages.json: demo, production
  --out     a folder: write a file for each policy, and print the commands that create them and bootstrap the account
            with them. Without it, the policies are printed as one JSON array
  --help    print this text

Exit codes: 0 the policies are computed, 1 they could not be computed, 2 the command line is wrong.`

const options = { out: { type: 'string' } } as const

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[], file?: string): ExecutionPolicyCommand => {
  const {
    values: { out },
    positionals: [stage],
  } = parseCommandLine(args, options, 1)
  if (stage === undefined)
    throw new UsageFailure('Specify a stage: npm run execution-policy -- demo --out .build/policies')
  return { stage: stageFromFile(stage, file), out }
}
