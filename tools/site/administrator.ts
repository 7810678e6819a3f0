/** The first administrator of a site, as a user of the stage's pool. */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider'
import type { SiteId } from '../../contracts/identifiers.ts'
import type { Administrator } from './settings.ts'
import { SiteFailure } from './site-failure.ts'

export interface AdministratorPorts {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
}

const group = 'administrator'

/**
 * Creates the user in the group of administrators, with a password that they must change; or adds a missing membership.
 * The pool requires a second factor from every person at their first sign-in.
 * @throws {SiteFailure} when a user of that name works for another site or in another profile
 */
export const createAdministrator =
  ({ client, userPoolId: UserPoolId }: AdministratorPorts) =>
  async (siteId: SiteId, administrator: Administrator): Promise<'made' | 'was there'> => {
    const user = { UserPoolId, Username: administrator.userName }
    const known = await client.send(new AdminGetUserCommand(user)).catch((error: unknown) => {
      if (error instanceof UserNotFoundException) return undefined
      throw error
    })
    if (known !== undefined) {
      const site = known.UserAttributes?.find(({ Name }) => Name === 'custom:site')?.Value
      if (site !== siteId) {
        throw new SiteFailure(
          `${administrator.userName} already exists for ${site === undefined ? 'no site' : `the site ${site}`}: choose another name.`,
        )
      }
    } else {
      await client.send(new AdminCreateUserCommand({ ...user, ...newUserParameters(siteId, administrator) }))
    }
    const { Groups: groups = [] } = await client.send(new AdminListGroupsForUserCommand(user))
    const others = groups.filter(({ GroupName }) => GroupName !== group).map(({ GroupName }) => GroupName)
    // A person in two groups has no profile at all.
    if (others.length > 0) throw new SiteFailure(`${administrator.userName} already is ${others.join(' and ')}.`)
    if (groups.length > 0) return 'was there'
    await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }))
    return 'made'
  }

const newUserParameters = (siteId: SiteId, { email, temporaryPassword }: Administrator) => ({
  UserAttributes: [
    { Name: 'custom:site', Value: siteId },
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ],
  ...(temporaryPassword === undefined
    ? { DesiredDeliveryMediums: ['EMAIL' as const] }
    : { MessageAction: 'SUPPRESS' as const, TemporaryPassword: temporaryPassword }),
})
