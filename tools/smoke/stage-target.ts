/** Finds the address of a deployed stage, and the client of its chat backend. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { decodeJwt } from 'jose'
import * as z from 'zod/mini'
import { backendCredentials } from '../stage/backend-client.ts'
import { outputReader } from '../stage/read-outputs.ts'
import { failureOf } from '../stage/stage-failure.ts'
import { backendScopes } from '../token/backend-scopes.ts'
import type { StageTarget, Target } from './settings.ts'

/** The service identifies a person of the pool by the name with which they sign in, not by the subject of the token. */
const PoolToken = z.object({ username: z.string() })

/**
 * Returns the target. @throws {StageFailure} if the stage, an output or the client does not exist, or if AWS refuses a
 * request
 */
export const targetOfStage = async ({ stage, siteId, agent, otherAgent }: StageTarget): Promise<Target> => {
  const { region } = stage
  const cloudFormation = new CloudFormationClient({ region })
  const client = new CognitoIdentityProviderClient({ region })
  try {
    const read = outputReader(cloudFormation, stage)
    const credentials = await backendCredentials({ client, userPoolId: await read('UserPoolId'), stage, siteId })
    const backend = { ...credentials, tokenUrl: await read('TokenEndpoint'), scopes: backendScopes(siteId) }
    const agentId = agentIdIn(agent)
    const tokens = { backend, agent, otherAgent, ...(agentId !== undefined && { agentId }) }
    return { origin: await read('Address'), tokens }
  } catch (error) {
    throw failureOf(error)
  } finally {
    cloudFormation.destroy()
    client.destroy()
  }
}

/**
 * Returns the agent's id in a token, or undefined if the text is not a token of a pool. Such a text is refused later,
 * with a more specific error message.
 */
const agentIdIn = (token: string): string | undefined => {
  try {
    return PoolToken.safeParse(decodeJwt(token)).data?.username
  } catch {
    return undefined
  }
}
