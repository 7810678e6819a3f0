/**
 * list-audit: lists audit records page by page. The records are either those of a conversation, in chain order, or
 * those of a time range.
 */
import * as z from 'zod/mini'
import type { ConversationId } from '../../contracts/identifiers.ts'
import { listAudit as step } from '../../contracts/steps/list-audit.ts'
import type { AuditRecord, AuditTrail } from '../core/audit/audit.ts'
import { type DayPosition, dayListCount, readDays } from '../core/audit/day-reader.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import { makeCursor, readCursor } from '../core/page-cursor.ts'
import type { Records } from '../core/records/records.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { timestamp } from '../core/time.ts'
import { type AdmissionPorts, admission, callerLookup } from '../identity/admission.ts'

export interface ListAuditPorts extends AdmissionPorts {
  readonly records: Records
  readonly trail: AuditTrail
}

type Request = SignedInRequest<typeof step>
type Reply = Outcome<ReplyOf<typeof step>>

export const listAudit =
  (ports: ListAuditPorts) =>
  async (request: Request): Promise<Reply> => {
    const { principal, query } = request
    const { conversationId } = query
    const conversation = conversationId && { siteId: principal.siteId, conversationId }
    const found = await ports.records.read({ ...callerLookup(principal), ...(conversation && { conversation }) })
    const caller = await admission(ports)(principal, found, { anyOf: step.anyOf, activity: false })
    if ('refused' in caller) return caller
    if (conversationId === undefined) return await listByTime(ports, request)
    // If the conversation does not exist at this site, there are no records, even if another site has a conversation
    // with this id.
    return await listByConversation(ports, request, conversationId, found.conversation !== undefined)
  }

/** A sequence number in a chain, in the form in which the cursor contains it. */
const sequence = z.string().check(z.regex(/^[1-9]\d{0,14}$/))
const Sequence = z.pipe(sequence, z.transform(Number))

async function listByConversation(
  { trail }: ListAuditPorts,
  { principal: { siteId }, query }: Request,
  conversationId: ConversationId,
  isKnown: boolean,
): Promise<Reply> {
  const list = `${siteId} ${step.name} ${conversationId}`
  const after = readCursor(list, query.cursor, Sequence)
  if (isRefusal(after)) return after
  if (!isKnown) return refused('not-found')

  const page = { limit: query.limit, after: after.value }
  const { records, next } = await trail.listByConversation({ siteId, conversationId }, page)
  return done(
    replyOf(records, next === undefined ? undefined : makeCursor(list, String(next)), query.records !== undefined),
  )
}

/**
 * The maximum number of entries to read for one page. It limits the search for rare events on a day with many refusals.
 * A page that reaches this limit has fewer records than requested, and a cursor.
 */
const maxRead = 2_000

/**
 * A position in the form in which the cursor contains it: the day, then the position in each chain of that day, in
 * order.
 */
const Position = z.pipe(
  z.string().check(z.regex(new RegExp(`^\\d{4}-\\d\\d-\\d\\d(\\.\\d{1,16}){${dayListCount}}$`))),
  z.transform((text: string): DayPosition => {
    const [day = '', ...after] = text.split('.')
    return { day, after: after.map(Number) }
  }),
)

async function listByTime({ trail }: ListAuditPorts, { principal: { siteId }, query }: Request): Promise<Reply> {
  const { from = '', to = '', event, subject, limit } = query
  const list = `${siteId} ${step.name} ${JSON.stringify([from, to, event, subject])}`
  const start = readCursor(list, query.cursor, Position)
  if (isRefusal(start)) return start

  const matches = (record: AuditRecord): boolean =>
    (event === undefined || record.event === event) && (subject === undefined || isOf(record, subject))
  const range = { siteId, from: Date.parse(from), to: Date.parse(to), matches }
  const { records, next } = await readDays(trail, range, { limit, maxRead }, start.value)
  const cursor = next && makeCursor(list, [next.day, ...next.after].join('.'))
  return done(replyOf(records, cursor, query.records !== undefined))
}

/** True if the person is the actor or the subject of the record. */
const isOf = (record: AuditRecord, subject: string): boolean =>
  record.subject === subject || record.actor.slice(record.actor.indexOf(':') + 1) === subject

const replyOf = (
  records: readonly AuditRecord[],
  cursor: string | undefined,
  withRecords: boolean,
): ReplyOf<typeof step> =>
  step.reply.parse({
    events: records.map((record) => ({ ...auditEventView(record), ...(withRecords && { record }) })),
    ...(cursor !== undefined && { cursor }),
  })

const auditEventView = (record: AuditRecord) => {
  const { eventId, at, event, actor, conversationId, formId, submissionId, outcome, hash, chain } = record
  const subject = subjectIn(record)
  return {
    eventId,
    at: timestamp(at),
    event,
    actor,
    ...(subject === undefined ? {} : { subject }),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(formId === undefined ? {} : { formId }),
    ...(submissionId === undefined ? {} : { submissionId }),
    outcome,
    hash,
    chain,
  }
}

/** Returns the subject of the event. Conversations, forms and submissions have fields of their own. */
const subjectIn = ({ event, subject, templateId, siteId }: AuditRecord): string | undefined =>
  subject ?? templateId ?? (event === 'site-changed' ? siteId : undefined)
