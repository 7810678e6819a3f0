/** The command line of `npm run doctor`. */
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export type DoctorCommand =
  | { readonly kind: 'policy' }
  | {
      readonly kind: 'check'
      readonly stage: StageSettings
      readonly json: boolean
      readonly profile: string | undefined
    }

export const usage = `Usage: npm run doctor -- <stage> [options]
       npm run doctor -- --policy

Checks whether the AWS account of a stage is ready for it, and changes nothing: credentials, the CDK's bootstrap in both
Regions, zones, quotas, free names, other trails, the certificate, and who gets the alarms. It prints a line for each
check, and what to change in the settings or in the account. It needs AWS credentials.

  <stage>     a stage of stages.json: demo, production
  --profile   the AWS profile with the credentials
  --json      print the findings as JSON
  --policy    print the IAM policy that allows all checks; a check that is denied is reported as unknown
  --help      print this text

Exit codes: 0 no problem, 1 a problem, 2 the command line is wrong, or AWS accepts no credentials.`

const options = {
  json: { type: 'boolean', default: false },
  policy: { type: 'boolean', default: false },
  profile: { type: 'string' },
} as const

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[], file?: string): DoctorCommand => {
  const {
    values: { json, policy, profile },
    positionals: [stage],
  } = parseCommandLine(args, options, 1)
  if (policy) return { kind: 'policy' }
  if (stage === undefined) throw new UsageFailure('Name a stage: npm run doctor -- demo')
  return { kind: 'check', stage: stageFromFile(stage, file), json, profile }
}
