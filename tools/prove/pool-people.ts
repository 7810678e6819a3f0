/** Signs people in through Cognito's API with a password and one-time passwords, so that no browser is needed. */
import { randomBytes } from 'node:crypto'
import {
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { AgentId, ProfileName, type SiteId } from '../../contracts/identifiers.ts'
import { createPoolPerson } from '../site/pool-person.ts'
import { fromBase32, stepMs, totp } from './totp.ts'

export interface SignedIn {
  readonly accessToken: string
  /** The challenge that Cognito returned after the password. It is `MFA_SETUP` if the person had no authenticator. */
  readonly challenge: string
}

export interface PoolPeople {
  /** Creates a person with this name if none exists yet. Sets a password that only this process knows. */
  create(userName: string, profile: string): Promise<void>
  /** Signs the person in. Sets up an authenticator if the pool asks for one. */
  signIn(userName: string): Promise<SignedIn>
  /** Deletes the person with this name, if there is one. */
  remove(userName: string): Promise<void>
}

/** Returns a new password that meets the pool's password policy. */
export const newPassword = (): string => `A1a-${randomBytes(24).toString('base64url')}`

export interface PoolPeoplePorts {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  readonly clientId: string
  readonly siteId: SiteId
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<unknown>
}

export const poolPeople = (ports: PoolPeoplePorts): PoolPeople => {
  const { client, userPoolId: UserPoolId, clientId: ClientId, siteId, now, pause } = ports
  const passwords = new Map<string, string>()
  const authenticators = new Map<string, Buffer>()
  /** The time step of the last code that each authenticator produced. */
  const usedSteps = new Map<Buffer, number>()

  /** Returns a one-time password that was not used yet, because Cognito accepts each one only once. */
  const freshCode = async (key: Buffer): Promise<string> => {
    while (Math.floor(now() / stepMs) === usedSteps.get(key)) await pause(stepMs - (now() % stepMs))
    usedSteps.set(key, Math.floor(now() / stepMs))
    return totp(key, now())
  }

  const setPassword = async (userName: string): Promise<void> => {
    const password = newPassword()
    const request = { UserPoolId, Username: userName, Password: password, Permanent: true }
    await client.send(new AdminSetUserPasswordCommand(request))
    passwords.set(userName, password)
  }

  const setUpAuthenticator = async (userName: string, session: string | undefined): Promise<string | undefined> => {
    const { SecretCode: secret = '', Session } = await client.send(
      new AssociateSoftwareTokenCommand({ Session: session }),
    )
    const key = fromBase32(secret)
    const code = await freshCode(key)
    const verified = await client.send(new VerifySoftwareTokenCommand({ Session, UserCode: code }))
    authenticators.set(userName, key)
    return verified.Session
  }

  const answerChallenge = async (userName: string, name: string, session: string | undefined) => {
    if (name === 'MFA_SETUP') {
      const Session = await setUpAuthenticator(userName, session)
      const ChallengeResponses = { USERNAME: userName }
      return client.send(
        new RespondToAuthChallengeCommand({ ClientId, ChallengeName: 'MFA_SETUP', Session, ChallengeResponses }),
      )
    }
    const key = authenticators.get(userName)
    if (name !== 'SOFTWARE_TOKEN_MFA' || key === undefined) throw new Error('The pool asks for another factor.')
    const ChallengeResponses = { USERNAME: userName, SOFTWARE_TOKEN_MFA_CODE: await freshCode(key) }
    return client.send(
      new RespondToAuthChallengeCommand({ ClientId, ChallengeName: name, Session: session, ChallengeResponses }),
    )
  }

  return {
    async create(userName, profile) {
      const person = { userName: AgentId.parse(userName), email: `${userName}@example.com` }
      const create = createPoolPerson({ client, userPoolId: UserPoolId })
      await create({ siteId, profile: ProfileName.parse(profile) }, { ...person, temporaryPassword: newPassword() })
      await setPassword(userName)
    },
    async signIn(userName) {
      const AuthParameters = {
        USERNAME: userName,
        PASSWORD: passwords.get(userName) ?? '',
        PREFERRED_CHALLENGE: 'PASSWORD',
      }
      const started = await client.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters }))
      const challenge = started.ChallengeName ?? 'none'
      const { AuthenticationResult: result }: { AuthenticationResult?: AuthenticationResultType | undefined } =
        challenge === 'none' ? started : await answerChallenge(userName, challenge, started.Session)
      if (result?.AccessToken === undefined) throw new Error('The pool issued no token.')
      return { accessToken: result.AccessToken, challenge }
    },
    async remove(userName) {
      await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: userName })).catch((error: unknown) => {
        if (!(error instanceof UserNotFoundException)) throw error
      })
    },
  }
}
