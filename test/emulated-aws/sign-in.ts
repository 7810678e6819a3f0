/** People and chat backends of a deployed stage, and their access tokens, all from Cognito. */
import { createHash, randomBytes } from 'node:crypto'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  GroupExistsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'
import { conversationsScope } from '../../lambdas/identity/admission.ts'
import { siteScopeOf } from '../../lambdas/identity/site-scope.ts'
import { cognitoOf, type EmulatedAccount } from './clients.ts'
import type { DeployedStage } from './deployed-stage.ts'

export interface TokenRequest {
  readonly siteId: string
  readonly subject: string
  readonly profile: string
}

export interface SignIn {
  /** A new sign-in each time. */
  token(wanted: TokenRequest): Promise<string>
  close(): void
}

/** Not a profile: selects the machine client. */
const chatBackend = 'chat-backend'
export const testPassword = 'Correct-horse-1'
const TokenReply = z.object({ access_token: z.string() })

export function signInOf(account: EmulatedAccount, stage: DeployedStage): SignIn {
  const client = cognitoOf(account)
  const UserPoolId = stage.userPoolId

  /** A name is one person in a pool, but one in each site in the tests: an earlier holder is deleted. */
  const makePerson = async ({ siteId, subject, profile }: TokenRequest): Promise<void> => {
    const person = { UserPoolId, Username: subject }
    await client.send(new AdminDeleteUserCommand(person)).catch(ignoreOnly(UserNotFoundException))
    const UserAttributes = [{ Name: 'custom:site', Value: siteId }]
    await client.send(new AdminCreateUserCommand({ ...person, UserAttributes, MessageAction: 'SUPPRESS' }))
    await client.send(new AdminSetUserPasswordCommand({ ...person, Password: testPassword, Permanent: true }))
    const group = { UserPoolId, GroupName: profile }
    await client.send(new CreateGroupCommand(group)).catch(ignoreOnly(GroupExistsException))
    await client.send(new AdminAddUserToGroupCommand({ ...person, GroupName: profile }))
  }

  const tokenFor = async (form: Readonly<Record<string, string>>, headers: object = {}): Promise<string> => {
    const reply = await postForm(`${account.endpoint}/oauth2/token`, form, headers)
    return TokenReply.parse(await reply.json()).access_token
  }

  /**
   * The flow of the agents' application: authorization code with PKCE (RFC 7636), after the form of the sign-in page.
   */
  const personToken = async (wanted: TokenRequest): Promise<string> => {
    await makePerson(wanted)
    const verifier = randomBytes(32).toString('base64url')
    const application = { client_id: stage.agentsClientId, redirect_uri: stage.callbackAddress }
    const signedIn = await postForm(`${account.endpoint}/login`, {
      ...{ ...application, response_type: 'code', scope: 'openid', username: wanted.subject, password: testPassword },
      ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    })
    const code = URL.parse(signedIn.headers.get('location') ?? '')?.searchParams.get('code')
    if (!code) throw new Error(`the sign-in page answered ${signedIn.status} without a code`)
    return tokenFor({ ...application, grant_type: 'authorization_code', code, code_verifier: verifier })
  }

  /** RFC 6749, section 4.4. */
  const machineToken = async (siteId: string): Promise<string> => {
    const ClientId = stage.backendClientId(siteId)
    const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
    const secret = Buffer.from(`${ClientId}:${UserPoolClient?.ClientSecret}`).toString('base64')
    const scope = `${conversationsScope} ${siteScopeOf(SiteId.parse(siteId))}`
    return tokenFor({ grant_type: 'client_credentials', scope }, { authorization: `Basic ${secret}` })
  }

  // One at a time, because two calls may use the same name.
  let last: Promise<unknown> = Promise.resolve()
  return {
    token(wanted) {
      const token = last.then(() =>
        wanted.profile === chatBackend ? machineToken(wanted.siteId) : personToken(wanted),
      )
      last = token.catch(() => {})
      return token
    },
    close: () => client.destroy(),
  }
}

const postForm = (address: string, form: Readonly<Record<string, string>>, headers: object = {}): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  })

const ignoreOnly =
  (expected: new (...args: never[]) => Error) =>
  (error: unknown): void => {
    if (!(error instanceof expected)) throw error
  }
