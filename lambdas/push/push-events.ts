/**
 * Pushes what happened to a form to its sender's open tabs, from the audit table's stream: nothing that a handler of the PCI zone
 * does reaches a socket by itself.
 */
import { conversationEventNames, type PushedEventName, pushedEventNames } from '../../contracts/events.ts'
import { AgentId, FormId, SiteId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../core/audit/audit.ts'
import { forEachAtMost, type InTurn, late, turns, unlessLate } from '../core/concurrency.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { statusOf } from '../core/forms/form-state.ts'
import type { PersonAtSite } from '../core/push/connections.ts'
import type { Records } from '../core/records/records.ts'
import { seconds, timestamp } from '../core/time.ts'
import { closeConnection } from './close-connection.ts'
import { closeUnauthorizedSockets } from './close-unauthorized-sockets.ts'
import { notifyAgent } from './notify-agent.ts'
import type { NotifySendersPorts } from './notify-senders.ts'
import { pushConversationEvent } from './push-conversation-event.ts'

export interface PushEventsPorts extends NotifySendersPorts {
  readonly records: Pick<Records, 'read'>
}

/** Of all sites, and of one site, at once. */
const maxConcurrentRecords = 40
const maxConcurrentRecordsOfSite = 4
/** Longer than an effect takes to follow its record (`waitForFormUpdate`) and a socket to be given up. */
const recordMs = seconds(5)
/** In one batch: the next batch of the stream waits no longer for this site. */
const siteMs = seconds(10)
const disconnectingMs = seconds(1)
const maxConcurrentClosings = 5

/**
 * Of one form, conversation or person in their order, of several side by side. The sites take turns, so that none waits for another's records.
 * A record that is not delivered in its time, or in its site's, is dropped and counted; it is not tried again, because the
 * stream would hand out everything behind it again. The tabs of its form's sender are disconnected instead, where the tables
 * answer: they come again and list their forms.
 */
export const pushEvents = (ports: PushEventsPorts) => async (records: readonly AuditRecord[]) => {
  const inTurn = turns(maxConcurrentRecords)
  const bySite = Map.groupBy(records.filter(isPushed), ({ siteId }) => siteId)
  await Promise.all([...bySite.values()].map((ofSite) => pushSite(ports, ofSite, inTurn)))
}

/** The other records cost nothing and are no part of anybody's time. */
const isPushed = ({ event, outcome }: AuditRecord): boolean =>
  (outcome === 'done' || outcome === 'released') &&
  (signInEndEvents.includes(event) || [...pushedEventNames, ...conversationEventNames].some((name) => name === event))

const pushSite = async (ports: PushEventsPorts, records: readonly AuditRecord[], inTurn: InTurn): Promise<void> => {
  const groups = Map.groupBy(
    records,
    ({ formId, conversationId, subject, actor }) => formId ?? conversationId ?? subject ?? actor,
  )
  const dropped: AuditRecord[] = []
  let siteDeadline: AbortSignal | undefined
  await forEachAtMost(maxConcurrentRecordsOfSite, [...groups.values()], async (ofOne) => {
    for (const record of ofOne) {
      await inTurn(async () => {
        // It begins with the site's first turn, so that a wait for others is no part of it.
        siteDeadline ??= ports.deadline(siteMs)
        if (!(await isPushedInTime(ports, record, siteDeadline))) dropped.push(record)
      })
    }
  })
  if (dropped.length === 0) return
  for (const { siteId, formId } of dropped)
    ports.log.write({ line: 'event', event: 'push-dropped', ...(siteId && { siteId }), ...(formId && { formId }) })
  const formIds = [...new Set(dropped.flatMap(({ formId }) => formId ?? []))]
  const disconnecting = forEachAtMost(maxConcurrentRecordsOfSite, formIds, (formId) => disconnectSender(ports, formId))
  await unlessLate(disconnecting, ports.deadline(disconnectingMs)).catch(() => {})
}

const disconnectSender = async (ports: PushEventsPorts, formId: string): Promise<void> => {
  const id = FormId.safeParse(formId)
  const form = id.success ? (await ports.records.read({ form: id.data })).form : undefined
  if (form === undefined) return
  const { siteId, sender } = form
  const ofPerson = await ports.connections.listByPerson({ siteId, subject: sender.subject })
  const own = ofPerson.filter(({ signIn }) => signIn.issuer === sender.issuer)
  await forEachAtMost(maxConcurrentClosings, own, (each) => closeConnection(ports, each, 'goingAway'))
}

const isPushedInTime = async (
  ports: PushEventsPorts,
  record: AuditRecord,
  siteDeadline: AbortSignal,
): Promise<boolean> => {
  const outcome = siteDeadline.aborted
    ? late
    : await unlessLate(pushRecord(ports, record), AbortSignal.any([siteDeadline, ports.deadline(recordMs)])).catch(
        () => late,
      )
  return outcome !== late
}

const pushRecord = async (ports: PushEventsPorts, record: AuditRecord): Promise<void> => {
  const person = personOfEndedSignIn(record)
  // It has taken effect: in one transaction with its record, or before it.
  if (person !== undefined) return await closeUnauthorizedSockets(ports)(person)
  if (await pushConversationEvent(ports)(record)) return
  const event = pushedEventNames.find((name) => name === record.event)
  if (event === undefined) return
  const form = await waitForFormUpdate(ports, record, event)
  if (form === undefined) return
  const { siteId, conversationId, formId, sender } = form
  const status = statusOf(form, ports.clock.now())
  await notifyAgent(ports)({ siteId, ...sender }, { event, at: timestamp(record.at), formId, conversationId, status })
}

const signInEndEvents: readonly AuditRecord['event'][] = ['signed-out', 'signed-out-idle', 'operator-disabled']

const personOfEndedSignIn = ({ event, siteId, actor, subject }: AuditRecord): PersonAtSite | undefined => {
  if (!signInEndEvents.includes(event)) return undefined
  const site = SiteId.safeParse(siteId)
  const person = AgentId.safeParse(subject ?? actor.replace(/^agent:/, ''))
  return site.success && person.success ? { siteId: site.data, subject: person.data } : undefined
}

/** Recorded in the same transaction as what they tell of. */
const recordedAtomically: readonly PushedEventName[] = ['form-submitted', 'submission-retrieved', 'submission-erased']

/** Milliseconds between looks: an effect follows its record within one write. */
const retryDelaysMs = [20, 40, 80, 160, 320, 640, 640] as const

/**
 * The form, once what the record tells of has taken effect: elsewhere the record comes first. A form that has come further than
 * the record in the chain of its conversation has taken it in. Nothing when there was no effect after all.
 */
const waitForFormUpdate = async (
  { records, pause }: PushEventsPorts,
  { formId, sequence }: AuditRecord,
  event: PushedEventName,
): Promise<FormRecord | undefined> => {
  const id = FormId.safeParse(formId)
  if (!id.success) return undefined
  for (const wait of [...retryDelaysMs, 0]) {
    const { form } = await records.read({ form: id.data })
    const hasIt = form?.chainPlace !== undefined && form.chainPlace.sequence >= sequence
    if (hasIt || recordedAtomically.includes(event)) return form
    if (wait > 0) await pause(wait)
  }
  return undefined
}
