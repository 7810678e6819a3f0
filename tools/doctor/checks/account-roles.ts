/** Lists the names of all IAM roles in the account. IAM is a global service, so a role exists in all Regions. */
import * as z from 'zod/mini'
import { allPages, pageToken } from '../aws/all-pages.ts'
import type { ReadAws } from '../aws/read-aws.ts'
import { xmlList } from '../aws/reply.ts'

const Roles = z.looseObject({
  Roles: xmlList('member', z.looseObject({ RoleName: z.string() })),
  Marker: pageToken,
})

/**
 * Returns the names of the roles.
 * @throws {AwsFailure}
 */
export const accountRoles = (readAws: ReadAws): Promise<readonly string[]> =>
  allPages(async (Marker) => {
    const page = await readAws('iam:ListRoles', Roles, { parameters: { MaxItems: 1000, Marker } })
    return { items: page.Roles.map(({ RoleName }) => RoleName), next: page.Marker }
  })
