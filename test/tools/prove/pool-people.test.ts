import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { poolPeople } from '../../../tools/prove/pool-people.ts'
import { fromBase32, totp } from '../../../tools/prove/totp.ts'

const cognito = mockClient(CognitoIdentityProviderClient)
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
let time = 1_111_111_109_000

const newPeople = () =>
  poolPeople({
    ...{ client: new CognitoIdentityProviderClient(), userPoolId: 'pool', clientId: 'client' },
    siteId: SiteId.parse('acme'),
    now: () => time,
    pause: async (milliseconds) => {
      time += milliseconds
    },
  })

beforeEach(() => {
  cognito.reset()
  cognito.on(AdminGetUserCommand).rejects(new UserNotFoundException({ message: 'no', $metadata: {} }))
  cognito.on(AdminListGroupsForUserCommand).resolves({ Groups: [] })
  cognito.on(AssociateSoftwareTokenCommand).resolves({ SecretCode: secret, Session: 'associated' })
  cognito.on(VerifySoftwareTokenCommand).resolves({ Session: 'verified' })
  cognito.on(RespondToAuthChallengeCommand).resolves({ AuthenticationResult: { AccessToken: 'token' } })
})

const inputs = (command: typeof RespondToAuthChallengeCommand) =>
  cognito.commandCalls(command).map(({ args: [{ input }] }) => input)

describe('people of a pool', () => {
  test('are created with a permanent password of their own, without a message to them', async () => {
    await newPeople().create('prove-agent', 'agent')
    const created = cognito.commandCalls(AdminCreateUserCommand)[0]?.args[0].input
    expect(created).toMatchObject({ Username: 'prove-agent', MessageAction: 'SUPPRESS' })
    const set = cognito.commandCalls(AdminSetUserPasswordCommand)[0]?.args[0].input
    expect(set).toMatchObject({
      Permanent: true,
      Password: expect.stringMatching(/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{30,}$/),
    })
    expect(set?.Password).not.toBe(created?.TemporaryPassword)
  })

  test('set up an authenticator at their first sign-in, and use a different code at each sign-in', async () => {
    const people = newPeople()
    await people.create('prove-agent', 'agent')
    cognito
      .on(InitiateAuthCommand)
      .resolvesOnce({ ChallengeName: 'MFA_SETUP', Session: 'started' })
      .resolves({ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'started again' })
    expect(await people.signIn('prove-agent')).toEqual({ accessToken: 'token', challenge: 'MFA_SETUP' })
    expect(cognito.commandCalls(AssociateSoftwareTokenCommand)[0]?.args[0].input).toEqual({ Session: 'started' })
    const verified = cognito.commandCalls(VerifySoftwareTokenCommand)[0]?.args[0].input
    expect(verified).toEqual({ Session: 'associated', UserCode: '081804' })
    expect(await people.signIn('prove-agent')).toEqual({ accessToken: 'token', challenge: 'SOFTWARE_TOKEN_MFA' })
    const [setup, code] = inputs(RespondToAuthChallengeCommand)
    expect(setup).toMatchObject({ ChallengeName: 'MFA_SETUP', Session: 'verified' })
    expect(code?.ChallengeResponses?.SOFTWARE_TOKEN_MFA_CODE).toBe(totp(fromBase32(secret), time))
    expect(code?.ChallengeResponses?.SOFTWARE_TOKEN_MFA_CODE).not.toBe('081804')
  })

  test('with different names can use their codes in the same half minute', async () => {
    const people = newPeople()
    for (const name of ['prove-a', 'prove-b']) await people.create(name, 'agent')
    cognito.on(InitiateAuthCommand).resolves({ ChallengeName: 'MFA_SETUP', Session: 'started' })
    const before = time
    for (const name of ['prove-a', 'prove-b']) await people.signIn(name)
    expect(time).toBe(before)
  })

  test('cannot sign in if the pool asks for another factor or issues no token, and the error states which', async () => {
    const people = newPeople()
    cognito.on(InitiateAuthCommand).resolves({ ChallengeName: 'SMS_MFA' })
    await expect(people.signIn('prove-agent')).rejects.toThrow('The pool asks for another factor.')
    cognito.on(InitiateAuthCommand).resolves({})
    await expect(people.signIn('prove-agent')).rejects.toThrow('The pool issued no token.')
  })
})
