import * as z from 'zod/mini'
import { AgentId, ProfileName } from '../identifiers.ts'
import { PersonView } from '../person.ts'
import { noFields, step } from '../step.ts'

export const putPerson = step({
  name: 'put-person',
  summary:
    'Enables or disables a person. Sets their profile or, without one, applies the profile in their access token.',
  zone: 'control-zone',
  method: 'PUT',
  path: '/v1/people/{subject}',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: z.strictObject({ subject: AgentId }),
  query: noFields,
  body: z.strictObject({ enabled: z.boolean(), profile: z.optional(ProfileName) }),
  reply: PersonView,
  success: 200,
  etag: true,
  refusals: ['not-signed-in', 'not-permitted', 'conflict', 'changed-meanwhile'],
})
