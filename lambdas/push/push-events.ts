/**
 * Pushes what happened to a form to its sender's open tabs, from the audit table's stream: nothing that a handler of the PCI zone
 * does reaches a socket by itself.
 */
import { type PushedEventName, pushedEventNames } from '../../contracts/events.ts'
import { AgentId, FormId, SiteId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../core/audit/audit.ts'
import type { FormRecord } from '../core/forms/form.ts'
import { statusOf } from '../core/forms/form-state.ts'
import type { ConnectionRecord, PersonAtSite } from '../core/push/connections.ts'
import type { Records } from '../core/records/records.ts'
import { timestamp } from '../core/time.ts'
import { serviceActor } from '../identity/actor.ts'
import { closeConnection, notifyAgent } from './notify-agent.ts'
import type { NotifySendersPorts } from './notify-senders.ts'
import { pushConversationEvent } from './push-conversation-event.ts'
import { closeReasonFor } from './socket-authorization.ts'

export interface PushEventsPorts extends NotifySendersPorts {
  readonly records: Pick<Records, 'read'>
}

/** Of one form or person in their order, of several side by side. Throws when the tables do not answer: then it is all told again. */
export const pushEvents = (ports: PushEventsPorts) => async (records: readonly AuditRecord[]) => {
  const groups = Map.groupBy(records, ({ formId, siteId, subject, actor }) => formId ?? `${siteId} ${subject ?? actor}`)
  await Promise.all(
    [...groups.values()].map(async (ofOne) => {
      for (const record of ofOne) await pushRecord(ports, record)
    }),
  )
}

const pushRecord = async (ports: PushEventsPorts, record: AuditRecord): Promise<void> => {
  if (record.outcome !== 'done' && record.outcome !== 'released') return
  const person = personOfEndedSignIn(record)
  if (person !== undefined)
    return await closeSocketsOfEndedSignIn(ports, person, hasTakenEffect(record) ? [] : retryDelaysMs)
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

/** What the service ends by its own rules has ended before it is on record; what somebody asks for ends after it. */
const hasTakenEffect = ({ event, actor }: AuditRecord): boolean => event === 'signed-out-idle' || actor === serviceActor

/** Recorded in the same transaction as what they tell of. */
const recordedAtomically: readonly PushedEventName[] = ['form-submitted', 'submission-retrieved', 'submission-erased']

/** Milliseconds between looks: an effect follows its record within one write. */
const retryDelaysMs = [20, 40, 80, 160, 320, 640, 640] as const

/**
 * Of all sockets of somebody those that a live sign-in stands behind stay. A record does not say which sign-in it is about, so
 * what is yet to take effect is waited for until one of them is over.
 */
const closeSocketsOfEndedSignIn = async (
  ports: PushEventsPorts,
  person: PersonAtSite,
  waits: readonly number[],
): Promise<void> => {
  const open = await ports.connections.listByPerson(person)
  for (const wait of [...waits, 0]) {
    const live = await closeUnauthorizedConnections(ports, open)
    // It took effect between two of these: those that were looked at before it are looked at once more.
    if (live.length < open.length) return void (await closeUnauthorizedConnections(ports, live))
    if (live.length === 0) return
    if (wait > 0) await ports.pause(wait)
  }
}

/** Those that stay. */
const closeUnauthorizedConnections = async (
  ports: PushEventsPorts,
  connections: readonly ConnectionRecord[],
): Promise<readonly ConnectionRecord[]> => {
  const live: ConnectionRecord[] = []
  for (const connection of connections) {
    const reason = await closeReasonFor(ports)(connection.signIn)
    if (reason === undefined) live.push(connection)
    else await closeConnection(ports, connection, reason)
  }
  return live
}

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
