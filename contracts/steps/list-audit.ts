import * as z from 'zod/mini'
import { auditEventNames } from '../audit-event.ts'
import { AgentId, ConversationId, FormId, SubmissionId, Timestamp } from '../identifiers.ts'
import { noFields, PageQuery, step } from '../step.ts'

/** A timestamp whose date exists in the calendar. */
const Moment = Timestamp.check(z.refine((text) => !Number.isNaN(Date.parse(text))))

export const maxAuditDays = 31

/** The query has either `conversationId`, or both `from` and `to`, optionally with `event` and `subject`. */
const AuditQuery = z
  .strictObject({
    ...PageQuery.shape,
    conversationId: z.optional(ConversationId),
    from: z.optional(Moment),
    to: z.optional(Moment),
    event: z.optional(z.enum(auditEventNames)),
    /** The subject of a person. Selects the records in which this person is the actor or the subject. */
    subject: z.optional(AgentId),
    /** If present, each event of the reply has its `record`, so that the caller can verify the hash. */
    records: z.optional(z.literal('true')),
  })
  .check(
    z.superRefine((query, context) => {
      const refuse = (field: string, code: string) =>
        context.addIssue({ code: 'custom', path: [field], params: { code }, input: query })
      const { conversationId, from, to } = query
      if (conversationId !== undefined) {
        for (const field of ['from', 'to', 'event', 'subject'] as const) {
          if (query[field] !== undefined) refuse(field, 'unknown')
        }
        return
      }
      if (from === undefined && to === undefined) return refuse('conversationId', 'required')
      if (from === undefined) return refuse('from', 'required')
      if (to === undefined) return refuse('to', 'required')
      const milliseconds = Date.parse(to) - Date.parse(from)
      if (milliseconds < 0) refuse('to', 'too-short')
      if (milliseconds > maxAuditDays * 86_400_000) refuse('to', 'too-long')
    }),
  )

export const listAudit = step({
  name: 'list-audit',
  summary:
    'Lists audit records: all records of a conversation, oldest first; or those of a period about people, settings, keys, refusals, releases and erasures, newest day first.',
  zone: 'control-zone',
  method: 'GET',
  path: '/v1/audit',
  caller: 'person',
  anyOf: ['audit:read'],
  pathParameters: noFields,
  query: AuditQuery,
  body: noFields,
  reply: z.strictObject({
    events: z.array(
      z.strictObject({
        eventId: z.string(),
        at: Timestamp,
        event: z.enum(auditEventNames),
        actor: z.string(),
        /**
         * The person, template or site that the event concerns, if any: the person's subject, or the id of the template
         * or site.
         */
        subject: z.optional(z.string()),
        conversationId: z.optional(ConversationId),
        formId: z.optional(FormId),
        submissionId: z.optional(SubmissionId),
        /**
         * The outcome of the event: `done`, `disabled` (a template was switched off), `released`, or the code of a
         * refusal or a failure.
         */
        outcome: z.string(),
        /** The hash of this record. Through the previous record's hash, it covers all earlier records of the chain. */
        hash: z.string(),
        /** The name of the chain that the record belongs to. */
        chain: z.string(),
        /** The stored record with all fields that the hash covers, if the request has `records=true`. */
        record: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
      }),
    ),
    cursor: z.optional(z.string()),
  }),
  success: 200,
  refusals: ['not-signed-in', 'not-permitted', 'not-found'],
})
