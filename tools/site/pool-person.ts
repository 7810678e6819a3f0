/** Creates a person of a site as a user of the stage's pool. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  type CognitoIdentityProviderClient,
  GetGroupCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import type { AgentId, ProfileName, SiteId } from '../../contracts/identifiers.ts'
import { builtInProfiles } from '../../contracts/permissions.ts'
import { StageFailure } from '../stage/stage-failure.ts'

export interface PoolPersonPorts {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
}

export interface PoolPerson {
  /** The name with which the person signs in. It is also the person's id in the service. */
  readonly userName: AgentId
  readonly email: string
  /** A temporary password for the first sign-in. Set only if no invitation is sent. */
  readonly temporaryPassword?: string | undefined
}

export interface SiteMembership {
  readonly siteId: SiteId
  readonly profile: ProfileName
}

/**
 * Creates the user in the group of the profile, with a password that the user must change. If the user exists but is
 * not in the group, adds the user to it. The pool requires every person to set up a second factor at their first
 * sign-in.
 * @throws {StageFailure} if a user with that name belongs to another site or has another profile
 */
export const createPoolPerson =
  ({ client, userPoolId: UserPoolId }: PoolPersonPorts) =>
  async ({ siteId, profile }: SiteMembership, person: PoolPerson): Promise<'made' | 'was there'> => {
    await requireGroup(client, UserPoolId, profile)
    const user = { UserPoolId, Username: person.userName }
    const known = await client.send(new AdminGetUserCommand(user)).catch((error: unknown) => {
      if (error instanceof UserNotFoundException) return undefined
      throw error
    })
    if (known !== undefined) {
      const site = known.UserAttributes?.find(({ Name }) => Name === 'custom:site')?.Value
      if (site !== siteId) {
        throw new StageFailure(
          `${person.userName} already exists for ${site === undefined ? 'no site' : `the site ${site}`}: choose another name.`,
        )
      }
    } else {
      await client.send(new AdminCreateUserCommand({ ...user, ...newUserParameters(siteId, person) }))
    }
    const { Groups: groups = [] } = await client.send(new AdminListGroupsForUserCommand(user))
    const others = groups.filter(({ GroupName }) => GroupName !== profile).map(({ GroupName }) => GroupName)
    // A person who is in two groups has no profile at all.
    if (others.length > 0) throw new StageFailure(`${person.userName} already is ${others.join(' and ')}.`)
    if (groups.length > 0) return 'was there'
    await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: profile }))
    return 'made'
  }

/**
 * Throws if the user pool has no group for the profile. Built-in profiles are not checked, because the stage creates
 * their groups.
 */
async function requireGroup(client: CognitoIdentityProviderClient, UserPoolId: string, profile: string): Promise<void> {
  if (Object.hasOwn(builtInProfiles, profile)) return
  await client.send(new GetGroupCommand({ UserPoolId, GroupName: profile })).catch((error: unknown) => {
    if (!(error instanceof ResourceNotFoundException)) throw error
    throw new StageFailure(
      `The pool has no group ${profile}, which gives people this profile. Create it: aws cognito-idp create-group --user-pool-id ${UserPoolId} --group-name ${profile}`,
    )
  })
}

const newUserParameters = (siteId: SiteId, { email, temporaryPassword }: PoolPerson) => ({
  UserAttributes: [
    { Name: 'custom:site', Value: siteId },
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ],
  ...(temporaryPassword === undefined
    ? { DesiredDeliveryMediums: ['EMAIL' as const] }
    : { MessageAction: 'SUPPRESS' as const, TemporaryPassword: temporaryPassword }),
})
