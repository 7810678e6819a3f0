/** The command line of `npm run issuer:check`. */
import { readFileSync } from 'node:fs'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface CheckSettings {
  readonly stage: StageSettings
  /** The access token. It is never printed. */
  readonly token: string
  readonly json: boolean
}

export const usage = `Usage: npm run issuer:check -- --stage demo --token-file ada.token [--json]

Checks an access token with the settings of a stage, as the deployed authorizer does. It prints what the service would
see: a person or a machine, with its site, profile and session. Or it prints the rule that refuses the token, in one
sentence. The token is never printed. It fetches the issuer's keys. For a stage with its own user pool, it reads the
outputs of the stage, which needs AWS credentials. Whether a session has ended is in the tables, and is not checked.

  --stage       a stage of stages.json: demo, production
  --token-file  a file that contains the access token, and nothing else
  --json        print the result as JSON
  --help        print this text

Exit codes: 0 the token is accepted, 1 a rule refuses it, 2 the command line is wrong, or the keys are not available.`

const options = {
  stage: { type: 'string' },
  'token-file': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/**
 * Parses the command line and reads the token.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid, or the token cannot be read
 */
export const settingsOf = (args: readonly string[], file?: string): CheckSettings => {
  const { stage, 'token-file': tokenFile, json } = parseCommandLine(args, options).values
  if (stage === undefined) throw new UsageFailure('Name a stage: --stage demo')
  if (tokenFile === undefined) throw new UsageFailure('Name the file that contains the token: --token-file ada.token')
  return { stage: stageFromFile(stage, file), token: readToken(tokenFile), json }
}

const readToken = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageFailure(`The file ${file} cannot be read.`)
  }
}
