import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  GetGroupCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { AgentId, ProfileName, SiteId } from '../../../contracts/identifiers.ts'
import { createPoolPerson } from '../../../tools/site/pool-person.ts'

const cognito = mockClient(CognitoIdentityProviderClient)
const acme = { siteId: SiteId.parse('acme'), profile: ProfileName.parse('administrator') }
const ada = { userName: AgentId.parse('ada'), email: 'ada@example.com' }
const make = createPoolPerson({ client: new CognitoIdentityProviderClient(), userPoolId: 'pool' })

/** The pool, without ada or with ada in these groups. */
const pool = ({ site, groups = [] }: { site?: string | undefined; groups?: string[] } = {}) => {
  const unknown = new UserNotFoundException({ message: 'no', $metadata: {} })
  const asked = cognito.on(AdminGetUserCommand)
  if (site === undefined) asked.rejects(unknown)
  else asked.resolves({ UserAttributes: [{ Name: 'custom:site', Value: site }] })
  cognito.on(AdminListGroupsForUserCommand).resolves({ Groups: groups.map((GroupName) => ({ GroupName })) })
}
const created = () => cognito.commandCalls(AdminCreateUserCommand).map(({ args: [{ input }] }) => input)
const joined = () => cognito.commandCalls(AdminAddUserToGroupCommand).map(({ args: [{ input }] }) => input.GroupName)

beforeEach(() => {
  cognito.reset()
})

describe('the first administrator', () => {
  test('is invited by e-mail and added to the pool’s group of administrators', async () => {
    pool()
    expect(await make(acme, ada)).toBe('made')
    expect(created()).toEqual([
      {
        UserPoolId: 'pool',
        Username: 'ada',
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'custom:site', Value: 'acme' },
          { Name: 'email', Value: 'ada@example.com' },
          { Name: 'email_verified', Value: 'true' },
        ],
      },
    ])
    expect(joined()).toEqual(['administrator'])
  })

  test('with a password from a file gets no e-mail', async () => {
    pool()
    await make(acme, { ...ada, temporaryPassword: 'Correct-horse-1' })
    expect(created()).toMatchObject([{ MessageAction: 'SUPPRESS', TemporaryPassword: 'Correct-horse-1' }])
    expect(created()[0]).not.toHaveProperty('DesiredDeliveryMediums')
  })

  test('is not changed if it already exists', async () => {
    pool({ site: 'acme', groups: ['administrator'] })
    expect(await make(acme, ada)).toBe('was there')
    expect([created(), joined()]).toEqual([[], []])
  })

  test('is added to the group if an earlier attempt created only the person', async () => {
    pool({ site: 'acme' })
    expect(await make(acme, ada)).toBe('made')
    expect([created(), joined()]).toEqual([[], ['administrator']])
  })

  test.each([
    [{ site: 'globex', groups: ['administrator'] }, 'ada already exists for the site globex: choose another name.'],
    [{ site: 'acme', groups: ['agent'] }, 'ada already is agent.'],
    [{ site: 'acme', groups: ['agent', 'administrator'] }, 'ada already is agent.'],
  ])('is not created if a different person has the name: %j', async (there, sentence) => {
    pool(there)
    await expect(make(acme, ada)).rejects.toThrow(sentence)
    expect([created(), joined()]).toEqual([[], []])
  })
})

describe('a person with another profile', () => {
  const withProfile = (profile: string) => make({ ...acme, profile: ProfileName.parse(profile) }, ada)

  test('is invited and added to the group of that profile', async () => {
    pool()
    expect(await withProfile('agent')).toBe('made')
    expect(joined()).toEqual(['agent'])
    expect(cognito.commandCalls(GetGroupCommand)).toEqual([])
  })

  test('is not created if the profile is the site’s own and has no group', async () => {
    pool()
    cognito.on(GetGroupCommand).rejects(new ResourceNotFoundException({ message: 'no', $metadata: {} }))
    await expect(withProfile('night-shift')).rejects.toThrow('The pool has no group night-shift')
    expect([created(), joined()]).toEqual([[], []])
    cognito.on(GetGroupCommand).resolves({})
    expect(await withProfile('night-shift')).toBe('made')
  })
})
