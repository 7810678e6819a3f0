/** Finds a deployed stage: its address, and the client of its chat backend. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { decodeJwt } from 'jose'
import * as z from 'zod/mini'
import { backendCredentials } from '../stage/backend-client.ts'
import { outputReader } from '../stage/read-outputs.ts'
import { failureOf } from '../stage/stage-failure.ts'
import { backendScopes } from '../token/backend-scopes.ts'
import type { StageTarget, Target } from './settings.ts'

/** A person of the pool is known to the service by the name with which they sign in, and not by the subject of the token. */
const PoolToken = z.object({ username: z.string() })

/** @throws {StageFailure} when the stage, an output or the client does not exist, or AWS refuses to say */
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

/** Undefined for what is not a token of a pool, which fails later with its own sentence. */
const agentIdIn = (token: string): string | undefined => {
  try {
    return PoolToken.safeParse(decodeJwt(token)).data?.username
  } catch {
    return undefined
  }
}
