import * as z from 'zod/mini'
import { PersonView } from '../person.ts'
import { noFields, PageQuery, step } from '../step.ts'

export const listPeople = step({
  name: 'list-people',
  summary: 'Lists the people who have signed in or tried to, and those whose settings an administrator has changed.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/people',
  caller: 'person',
  anyOf: ['site:administer'],
  pathParameters: noFields,
  query: PageQuery,
  body: noFields,
  reply: z.strictObject({ people: z.array(PersonView), cursor: z.optional(z.string()) }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted'],
})
