/** Finds the machine client of a site's chat backend in a stage's pool. */
import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  paginateListUserPoolClients,
} from '@aws-sdk/client-cognito-identity-provider'
import type { SiteId } from '../../contracts/identifiers.ts'
import { chatBackendNameOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { StageFailure } from './stage-failure.ts'

export interface BackendClientPlace {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  readonly stage: Pick<StageSettings, 'stage'>
  readonly siteId: SiteId
}

export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Returns the id of the chat backend's client, or undefined if the stage was deployed without this site. */
export async function backendClientId({
  client,
  userPoolId: UserPoolId,
  stage,
  siteId,
}: BackendClientPlace): Promise<string | undefined> {
  for await (const { UserPoolClients = [] } of paginateListUserPoolClients({ client }, { UserPoolId })) {
    const found = UserPoolClients.find(({ ClientName }) => ClientName === chatBackendNameOf(stage, siteId))
    if (found?.ClientId !== undefined) return found.ClientId
  }
  return undefined
}

/** Returns the id and the secret of the chat backend's client. @throws {StageFailure} if there is no such client */
export async function backendCredentials(place: BackendClientPlace): Promise<ClientCredentials> {
  const { client, userPoolId: UserPoolId, stage, siteId } = place
  const clientId = await backendClientId(place)
  if (clientId === undefined) {
    throw new StageFailure(
      `The pool of ${stage.stage} has no client for the chat backend of ${siteId}. Deploy it again: npm run deploy -- ${stage.stage}`,
    )
  }
  const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: clientId }))
  return { clientId, clientSecret: UserPoolClient?.ClientSecret ?? '' }
}
