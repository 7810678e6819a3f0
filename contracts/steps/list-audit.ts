import * as z from 'zod/mini'
import { auditEventNames } from '../audit-event.ts'
import { ConversationId, FormId, SubmissionId, Timestamp } from '../identifiers.ts'
import { nothing, PageQuery, step } from '../step.ts'

export const listAudit = step({
  name: 'list-audit',
  summary: 'Lists what is on record of a conversation, from the beginning.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/audit',
  caller: 'person',
  anyOf: ['audit:read'],
  pathParameters: nothing,
  query: z.extend(PageQuery, { conversationId: ConversationId }),
  body: nothing,
  reply: z.strictObject({
    events: z.array(
      z.strictObject({
        eventId: z.string(),
        at: Timestamp,
        event: z.enum(auditEventNames),
        actor: z.string(),
        conversationId: z.optional(ConversationId),
        formId: z.optional(FormId),
        submissionId: z.optional(SubmissionId),
        /** `done`, or the word for what was released, refused or failed. */
        outcome: z.string(),
        /** Of the record and, through it, of every record before it in the conversation's chain. */
        hash: z.string(),
      }),
    ),
    cursor: z.optional(z.string()),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
