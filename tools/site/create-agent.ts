/** Creates a person who uses a site, in the user pool of a deployed stage. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { outputReader } from '../stage/read-outputs.ts'
import type { AgentSettings } from './agent-settings.ts'
import { createPoolPerson } from './pool-person.ts'

export interface AgentCreationOptions {
  readonly settings: AgentSettings
  /** Prints one line. No line contains a secret. */
  readonly print: (line: string) => void
}

/**
 * Creates the person. If the command fails, running it again continues from the failed part.
 * @throws an error that says what could not be created, and why
 */
export async function createAgent({ settings, print }: AgentCreationOptions): Promise<void> {
  const { stage, siteId, profile, agent } = settings
  const { region } = stage
  const cloudFormation = new CloudFormationClient({ region })
  const client = new CognitoIdentityProviderClient({ region })
  try {
    const userPoolId = await outputReader(cloudFormation, stage)('UserPoolId')
    const created = await createPoolPerson({ client, userPoolId })({ siteId, profile }, agent)
    print(agentMessage(created, settings))
    print(`Get a token: npm run token -- --stage ${stage.stage} --as ${agent.userName} --out ${agent.userName}.token`)
  } finally {
    cloudFormation.destroy()
    client.destroy()
  }
}

function agentMessage(created: 'made' | 'was there', { siteId, profile, agent }: AgentSettings): string {
  const { userName, email, temporaryPassword } = agent
  const asWhat = `with the profile ${profile} of ${siteId}`
  if (created === 'was there') return `✓ ${userName} already exists ${asWhat}.`
  return temporaryPassword === undefined
    ? `✓ ${userName} is invited ${asWhat}, by a message to ${email}. The password in it is valid for a day.`
    : `✓ ${userName} is created ${asWhat}, and must change the password at the first sign-in.`
}
