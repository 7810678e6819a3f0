/** The command line of `npm run agent:create`. */
import { AgentId, ProfileName, type SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { siteOfStage } from '../stage/stage-site.ts'
import { UsageFailure } from '../usage-failure.ts'
import { emailOf, passwordIn } from './person-options.ts'
import type { PoolPerson } from './pool-person.ts'

export interface AgentSettings {
  readonly stage: StageSettings
  readonly siteId: SiteId
  readonly profile: ProfileName
  readonly agent: PoolPerson
}

export const agentUsage = `Usage: npm run agent:create -- <stage> <site> <name> --email agent-7@example.com [options]

Creates an agent, or a person of another profile, in the user pool of a deployed stage. Run again, it creates what is
missing and changes nothing else. It needs AWS credentials that may read the stage's stacks and create users in its
pool.

  <stage>                     a stage of stages.json: demo, production
  <site>                      a site of the stage's setting sites
  <name>                      the name with which they sign in; it is the agent's id in the service
  --email                     where Cognito sends the invitation: a password for one use within a day
  --profile                   agent (default), agent-manager, administrator, or a profile of the site that has a group
                              in the pool
  --temporary-password-file   send no invitation, and take that password from this file
  --help                      print this text

Exit codes: 0 the person exists, 1 they could not be created, 2 the command line is wrong.`

const options = {
  email: { type: 'string' },
  profile: { type: 'string', default: 'agent' },
  'temporary-password-file': { type: 'string' },
} as const

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export function agentSettingsOf(args: readonly string[], file?: string): AgentSettings {
  const {
    values,
    positionals: [stageName, site, name],
  } = parseCommandLine(args, options, 3)
  if (stageName === undefined || site === undefined || name === undefined) {
    throw new UsageFailure(
      'Specify a stage, one of its sites and the agent: npm run agent:create -- demo acme agent-7 --email agent-7@example.com',
    )
  }
  const stage = stageFromFile(stageName, file)
  const siteId = siteOfStage(stage, site)
  if (stage.signIn.kind === 'issuers') {
    throw new UsageFailure(`The people of ${stageName} are created at its issuer, because the stage has no user pool.`)
  }
  const userName = AgentId.safeParse(name).data
  if (userName === undefined) throw new UsageFailure('The name must be 1 to 128 letters, digits and . _ : @ -')
  const profile = ProfileName.safeParse(values.profile).data
  if (profile === undefined)
    throw new UsageFailure('--profile must be agent, agent-manager, administrator or your own.')
  const { email, 'temporary-password-file': passwordFile } = values
  return {
    stage,
    siteId,
    profile,
    agent: { userName, email: emailOf('agent', email), temporaryPassword: passwordIn(passwordFile) },
  }
}
