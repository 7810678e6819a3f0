/** The command line of `npm run site:create`. */
import { AgentId, type SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { siteOfStage } from '../stage/stage-site.ts'
import { UsageFailure } from '../usage-failure.ts'
import { emailOf, passwordIn } from './person-options.ts'
import type { PoolPerson } from './pool-person.ts'

export interface Settings {
  readonly stage: StageSettings
  readonly siteId: SiteId
  readonly name?: string | undefined
  /** The first administrator. Present only if the stage has its own user pool. */
  readonly administrator?: PoolPerson | undefined
}

export const usage = `Usage: npm run site:create -- <stage> <site> --administrator ada --email ada@example.com [options]

Creates a site in a deployed stage: its settings, the three templates that come with Sealform, and its first
administrator. Run again, it creates what is missing and changes nothing else. It needs AWS credentials that may
read the stage's stacks, write its tables sites and templates, and create users in its pool.

  <stage>                     a stage of stages.json: demo, production
  <site>                      a site of the stage's setting sites
  --name                      the name that visitors read (default: the id with a capital)

  If the stage has its own user pool (signIn.kind is cognito):
  --administrator             the name with which the first administrator signs in
  --email                     where Cognito sends the invitation: a password for one use within a day
  --temporary-password-file   send no invitation, and take that password from this file

  If it has none, the command prints what the issuer must put into the administrator's token.

  --help                      print this text

Exit codes: 0 everything exists, 1 something could not be created, 2 the command line is wrong.`

const options = {
  name: { type: 'string' },
  administrator: { type: 'string' },
  email: { type: 'string' },
  'temporary-password-file': { type: 'string' },
} as const

type Values = ReturnType<typeof parseCommandLine<typeof options>>['values']

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export function settingsOf(args: readonly string[], file?: string): Settings {
  const {
    values,
    positionals: [stageName, site],
  } = parseCommandLine(args, options, 2)
  if (stageName === undefined || site === undefined) {
    throw new UsageFailure('Specify a stage and one of its sites: npm run site:create -- demo acme --administrator ada')
  }
  const stage = stageFromFile(stageName, file)
  const siteId = siteOfStage(stage, site)
  const { name } = values
  if (name !== undefined && (name.trim() === '' || name.length > 100)) {
    throw new UsageFailure('--name must have 1 to 100 characters.')
  }
  return { stage, siteId, name, administrator: administratorOf(stage, values) }
}

function administratorOf({ signIn, stage }: StageSettings, values: Values): PoolPerson | undefined {
  const { administrator, email, 'temporary-password-file': file } = values
  if (signIn.kind === 'issuers') {
    if ((administrator ?? email ?? file) === undefined) return undefined
    throw new UsageFailure(
      `The people of ${stage} are created at its issuer: omit --administrator, --email and the password.`,
    )
  }
  const userName = AgentId.safeParse(administrator).data
  if (userName === undefined) {
    throw new UsageFailure('--administrator must be a name of 1 to 128 letters, digits and . _ : @ -')
  }
  return { userName, email: emailOf('administrator', email), temporaryPassword: passwordIn(file) }
}
