/** list-audit: what is on record of a conversation, in the order of its chain, page by page. */
import * as z from 'zod/mini'
import { listAudit as step } from '../../contracts/steps/list-audit.ts'
import type { AuditRecord, AuditTrail } from '../core/audit/audit.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, wantedCallerRecords } from '../identity/admission.ts'

export interface ListAuditPorts extends AdmissionPorts {
  readonly records: Records
  readonly trail: AuditTrail
}

/** A place in a chain, as the cursor carries it. */
const Sequence = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,14}$/)), z.transform(Number))

/** Conversations that the site does not know, other sites' among them, have no trail to show. */
export const listAudit =
  (ports: ListAuditPorts) =>
  async ({ principal, query }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> => {
    const conversation = { siteId: principal.siteId, conversationId: query.conversationId }
    const list = `${conversation.siteId} ${step.name} ${conversation.conversationId}`
    const found = await ports.records.read({ ...wantedCallerRecords(principal), conversation })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    const after = readCursor(list, query.cursor, Sequence)
    if (isRefusal(after)) return after
    if (found.conversation === undefined) return refused('not-found')

    const { records, next } = await ports.trail.listByConversation(conversation, {
      limit: query.limit,
      after: after.value,
    })
    const cursor = next === undefined ? {} : { cursor: makeCursor(list, String(next)) }
    return done(step.reply.parse({ events: records.map(auditEventView), ...cursor }))
  }

/** What is told of a record; where it stands in the chain follows from the order. */
const auditEventView = ({
  eventId,
  at,
  event,
  actor,
  conversationId,
  formId,
  submissionId,
  outcome,
  hash,
}: AuditRecord) => ({
  eventId,
  at: timestamp(at),
  event,
  actor,
  ...(conversationId === undefined ? {} : { conversationId }),
  ...(formId === undefined ? {} : { formId }),
  ...(submissionId === undefined ? {} : { submissionId }),
  outcome,
  hash,
})
