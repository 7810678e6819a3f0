/**
 * Reads the audit table's stream, and pushes form events to the sender's open tabs. PCI-zone functions therefore never
 * send messages to a socket themselves.
 */
import { conversationEventNames, pushedEventNames } from '../../contracts/events.ts'
import { AgentId, FormId, SiteId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../core/audit/audit.ts'
import {
  forEachConcurrently,
  limitConcurrency,
  type RunLimited,
  timedOut,
  withinDeadline,
} from '../core/concurrency.ts'
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

/** The maximum number of records that are pushed concurrently: in total, and per site. */
const maxConcurrentRecords = 40
const maxConcurrentRecordsOfSite = 4
/** The time limit of one record. It is longer than the time limit of a socket. */
const recordMs = seconds(5)
/**
 * The time limit of one site's records in a batch, so that a site cannot delay the next batch of the stream for longer.
 */
const siteMs = seconds(10)
const disconnectingMs = seconds(1)
const maxConcurrentClosings = 5

/**
 * Pushes the records of one form, conversation or person in order. Records of different forms, conversations or people
 * are pushed concurrently. Each site has its own share of the concurrency, so that no site waits for the records of
 * another. A record that exceeds its own time limit or that of its site is dropped and counted. The record is not
 * retried, because the stream would also deliver all later records again. Instead, if the tables respond, the tabs of
 * the form's sender are disconnected: they then reconnect and list their forms.
 */
export const pushEvents = (ports: PushEventsPorts) => async (records: readonly AuditRecord[]) => {
  const inTurn = limitConcurrency(maxConcurrentRecords)
  const bySite = Map.groupBy(records.filter(isPushed), ({ siteId }) => siteId)
  await Promise.all([...bySite.values()].map((ofSite) => pushSite(ports, ofSite, inTurn)))
}

/** True for the records that are pushed. Other records are skipped and do not count against the time limits. */
const isPushed = ({ event, outcome }: AuditRecord): boolean =>
  (outcome === 'done' || outcome === 'released') &&
  (signInEndEvents.includes(event) || [...pushedEventNames, ...conversationEventNames].some((name) => name === event))

const pushSite = async (ports: PushEventsPorts, records: readonly AuditRecord[], inTurn: RunLimited): Promise<void> => {
  const groups = Map.groupBy(
    records,
    ({ formId, conversationId, subject, actor }) => formId ?? conversationId ?? subject ?? actor,
  )
  const dropped: AuditRecord[] = []
  let siteDeadline: AbortSignal | undefined
  await forEachConcurrently(maxConcurrentRecordsOfSite, [...groups.values()], async (ofOne) => {
    for (const record of ofOne) {
      await inTurn(async () => {
        // The time of a site starts with its first record, so that the wait for other sites does not count.
        siteDeadline ??= ports.deadline(siteMs)
        if (!(await isPushedInTime(ports, record, siteDeadline))) dropped.push(record)
      })
    }
  })
  if (dropped.length === 0) return
  for (const { siteId, formId } of dropped)
    ports.log.write({ line: 'event', event: 'push-dropped', ...(siteId && { siteId }), ...(formId && { formId }) })
  const formIds = [...new Set(dropped.flatMap(({ formId }) => formId ?? []))]
  const disconnecting = forEachConcurrently(maxConcurrentRecordsOfSite, formIds, (formId) =>
    disconnectSender(ports, formId),
  )
  await withinDeadline(disconnecting, ports.deadline(disconnectingMs)).catch(() => {})
}

const disconnectSender = async (ports: PushEventsPorts, formId: string): Promise<void> => {
  const id = FormId.safeParse(formId)
  const form = id.success ? (await ports.records.read({ form: id.data })).form : undefined
  if (form === undefined) return
  const { siteId, sender } = form
  const ofPerson = await ports.connections.listByPerson({ siteId, subject: sender.subject })
  const own = ofPerson.filter(({ signIn }) => signIn.issuer === sender.issuer)
  await forEachConcurrently(maxConcurrentClosings, own, (each) => closeConnection(ports, each, 'goingAway'))
}

const isPushedInTime = async (
  ports: PushEventsPorts,
  record: AuditRecord,
  siteDeadline: AbortSignal,
): Promise<boolean> => {
  const outcome = siteDeadline.aborted
    ? timedOut
    : await withinDeadline(pushRecord(ports, record), AbortSignal.any([siteDeadline, ports.deadline(recordMs)])).catch(
        () => timedOut,
      )
  return outcome !== timedOut
}

const pushRecord = async (ports: PushEventsPorts, record: AuditRecord): Promise<void> => {
  const person = personOfEndedSignIn(record)
  // The end of the sign-in has taken effect, either in one transaction with its record or earlier.
  if (person !== undefined) return await closeUnauthorizedSockets(ports)(person)
  if (await pushConversationEvent(ports)(record)) return
  const event = pushedEventNames.find((name) => name === record.event)
  if (event === undefined) return
  // The event has taken effect, either in one transaction with its record or earlier.
  const id = FormId.safeParse(record.formId)
  const form = id.success ? (await ports.records.read({ form: id.data })).form : undefined
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
