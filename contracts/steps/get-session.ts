import * as z from 'zod/mini'
import { AgentId, ProfileName, SiteId, Timestamp } from '../identifiers.ts'
import { permissions } from '../permissions.ts'
import { noFields, step } from '../step.ts'

export const getSession = step({
  name: 'get-session',
  summary: 'Returns who is signed in, and what they may do now. Does not count as activity.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/session',
  caller: 'person',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: z.strictObject({
    siteId: SiteId,
    subject: AgentId,
    /** The profile that applies: the one that an administrator has set, otherwise the one in the access token. */
    profile: z.optional(ProfileName),
    /** The current permissions of this profile. A change of the profile applies from the next request on. */
    permissions: z.array(z.enum(permissions)),
    /** The time of the sign-in. Some steps refuse with `sign-in-again` if it is not recent. */
    signedInAt: Timestamp,
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted'],
})
