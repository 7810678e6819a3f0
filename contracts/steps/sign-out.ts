import * as z from 'zod/mini'
import { Timestamp } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const signOut = step({
  name: 'sign-out',
  summary: 'Ends the sign-in and invalidates every key issued to it.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/session/sign-out',
  caller: 'person',
  anyOf: [],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: z.strictObject({ signedOutAt: Timestamp }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted'],
})
