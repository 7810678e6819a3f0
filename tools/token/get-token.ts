/** Gets the access token of a deployed stage. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { decodeJwt } from 'jose'
import { cognitoIssuer } from '../../lambdas/identity/pool-event.ts'
import { backendCredentials } from '../stage/backend-client.ts'
import { outputReader, type ReadOutput } from '../stage/read-outputs.ts'
import { StageFailure } from '../stage/stage-failure.ts'
import { backendScopes } from './backend-scopes.ts'
import { clientCredentialsToken } from './request-token.ts'
import type { TokenOwner } from './settings.ts'
import { signInInBrowser } from './sign-in-in-browser.ts'

const patienceMs = 5 * 60_000

type StageTokenOwner = Exclude<TokenOwner, { kind: 'local' }>

/**
 * Returns the access token.
 * @param print prints one line for the person who runs the command. No line contains a token.
 */
export const getToken = async (owner: StageTokenOwner, print: (line: string) => void): Promise<string> => {
  const { region } = owner.stage
  const cloudFormation = new CloudFormationClient({ region })
  try {
    const read = outputReader(cloudFormation, owner.stage)
    return owner.kind === 'person' ? await personToken(owner, read, print) : await backendToken(owner, read)
  } finally {
    cloudFormation.destroy()
  }
}

const personToken = async (
  { stage, userName, callback }: Extract<TokenOwner, { kind: 'person' }>,
  read: ReadOutput,
  print: (line: string) => void,
): Promise<string> => {
  const token = await signInInBrowser({
    issuer: cognitoIssuer({ region: stage.region, userPoolId: await read('UserPoolId') }),
    authorizationEndpoint: await read('SignInAddress'),
    tokenEndpoint: await read('TokenEndpoint'),
    clientId: await read('AgentsClientId'),
    ...{ callback, userName, patienceMs },
    showAddress: (address) => print(`Open this address, and sign in as ${userName}:\n\n${address}\n`),
  })
  const signedIn = decodeJwt(token).username
  // The pool's names are not case-sensitive.
  if (typeof signedIn === 'string' && signedIn.toLowerCase() === userName.toLowerCase()) return token
  throw new StageFailure(`Another person than ${userName} signed in.`)
}

const backendToken = async (
  { stage, siteId }: Extract<TokenOwner, { kind: 'chat-backend' }>,
  read: ReadOutput,
): Promise<string> => {
  const client = new CognitoIdentityProviderClient({ region: stage.region })
  try {
    const credentials = await backendCredentials({ client, userPoolId: await read('UserPoolId'), stage, siteId })
    const tokenUrl = await read('TokenEndpoint')
    return await clientCredentialsToken({ ...credentials, tokenUrl, scopes: backendScopes(siteId) })
  } finally {
    client.destroy()
  }
}
