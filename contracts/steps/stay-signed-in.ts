import * as z from 'zod/mini'
import { Timestamp } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const staySignedIn = step({
  name: 'stay-signed-in',
  summary: 'Restarts the idle timeout of the signed-in person.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/session/stay',
  caller: 'person',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: z.strictObject({ idleAt: Timestamp }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted'],
})
