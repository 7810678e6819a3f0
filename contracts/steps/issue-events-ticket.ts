import * as z from 'zod/mini'
import { Timestamp } from '../identifiers.ts'
import { noFields, step } from '../step.ts'

export const issueEventsTicket = step({
  name: 'issue-events-ticket',
  summary: 'Issues a single-use ticket, valid for seconds, with which the agent’s tab opens `GET /v1/events`.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/events/ticket',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: noFields,
  query: noFields,
  body: noFields,
  reply: z.strictObject({ ticket: z.string(), expiresAt: Timestamp }),
  success: 201,
  refusals: ['not-signed-in', 'not-permitted'],
})
