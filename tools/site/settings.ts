/** The command line of `npm run site:create`. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AgentId, SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromCdkJson } from '../cdk/stage-from-cdk-json.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface Administrator {
  /** The name that they sign in with, which is their id in the service. */
  readonly userName: AgentId
  readonly email: string
  /** Of one use, where nobody is sent an invitation. */
  readonly temporaryPassword?: string | undefined
}

export interface Settings {
  readonly stage: StageSettings
  readonly siteId: SiteId
  readonly name?: string | undefined
  /** Only where the stage has a pool of its own. */
  readonly administrator?: Administrator | undefined
}

export const usage = `npm run site:create -- <stage> <site> --administrator ada --email ada@example.com

Makes a site of a deployed stage: its settings, the three templates that come along, and its first administrator.
Run again, it makes what is missing and changes nothing that is there. It needs AWS credentials that may read the
stage's stacks, write its tables sites and templates, and make users of its pool.

  <stage>                     of cdk.json: demo, production
  <site>                      one of those that the stage's setting sites names
  --name                      what visitors read; the id with a capital unless told

  Where the stage has a pool of its own (signIn.kind is cognito):
  --administrator             the name that the first administrator signs in with
  --email                     where Cognito sends the invitation: a password that is good once, for a day
  --temporary-password-file   sends no invitation, and takes that password from this file

  Where it has not, this says what the issuer must put into the administrator's token.

Exit code 0 when all is there, 1 when something could not be made, 2 when this could not be started.`

const options = {
  help: { type: 'boolean', default: false },
  name: { type: 'string' },
  administrator: { type: 'string' },
  email: { type: 'string' },
  'temporary-password-file': { type: 'string' },
} as const

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (failure) {
    const [sentence = ''] = failure instanceof Error ? failure.message.split('. ') : []
    throw new UsageFailure(`${sentence.replace(/\.?$/, '.')}`)
  }
}

/**
 * @param file where the stages are described
 * @throws {UsageFailure} with one sentence. Answers `help` when that is all that is wanted.
 */
export function settingsOf(args: readonly string[], file?: string): Settings | 'help' {
  const { values, positionals } = valuesOf(args)
  if (values.help) return 'help'
  const [stageName, site, ...more] = positionals
  if (stageName === undefined || site === undefined || more.length > 0) {
    throw new UsageFailure('Say which site of which stage, such as: npm run site:create -- demo acme --help')
  }
  const stage = stageFromCdkJson(stageName, file)
  const siteId = SiteId.safeParse(site).data
  if (siteId === undefined || !stage.sites.includes(siteId)) {
    throw new UsageFailure(
      `The stage ${stageName} does not serve ${site}, but ${stage.sites.join(', ')}: add it to sites in cdk.json and deploy.`,
    )
  }
  const { name } = values
  if (name !== undefined && (name.trim() === '' || name.length > 100)) {
    throw new UsageFailure('--name must have 1 to 100 characters.')
  }
  return { stage, siteId, name, administrator: administratorOf(stage, values) }
}

function administratorOf(
  { signIn, stage }: StageSettings,
  values: ReturnType<typeof valuesOf>['values'],
): Administrator | undefined {
  const { administrator, email, 'temporary-password-file': file } = values
  if (signIn.kind === 'issuers') {
    if ((administrator ?? email ?? file) === undefined) return undefined
    throw new UsageFailure(
      `The people of ${stage} are made at its issuer: leave out --administrator, --email and the password.`,
    )
  }
  const userName = AgentId.safeParse(administrator).data
  if (userName === undefined) {
    throw new UsageFailure('--administrator must be a name of 1 to 128 letters, digits and . _ : @ -')
  }
  if (email === undefined || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new UsageFailure('--email must be the address of the administrator.')
  }
  return { userName, email, temporaryPassword: file === undefined ? undefined : passwordIn(file) }
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new UsageFailure(`The file ${file} that --temporary-password-file names cannot be read.`)
  }
}
