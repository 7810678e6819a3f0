/**
 * Pushes what happened to a form to its sender's open tabs, from the audit table's stream: nothing that a handler of the PCI zone
 * does reaches a socket by itself.
 */
import { type PushedEventName, pushedEventNames } from '../../contracts/events.ts'
import { AgentId, FormId, SiteId } from '../../contracts/identifiers.ts'
import type { AuditRecord } from '../core/audit.ts'
import { statusOf } from '../core/form-state.ts'
import type { PersonAtSite } from '../core/push.ts'
import type { FormRecord } from '../core/records.ts'
import type { Records } from '../core/storage.ts'
import { timestamp } from '../core/time.ts'
import { whyNotHeard } from './still-heard.ts'
import { closeConnection, type TellAgentPorts, tellAgent } from './tell-agent.ts'

export interface PushEventsPorts extends TellAgentPorts {
  readonly records: Pick<Records, 'read'>
}

/** Of one form in their order, of several side by side. Throws when the tables do not answer: then it is all told again. */
export const pushEvents = (ports: PushEventsPorts) => async (records: readonly AuditRecord[]) => {
  const byForm = Map.groupBy(records, ({ formId }) => formId ?? 'none')
  await Promise.all(
    [...byForm.values()].map(async (ofOne) => {
      for (const record of ofOne) await pushOne(ports, record)
    }),
  )
}

const pushOne = async (ports: PushEventsPorts, record: AuditRecord): Promise<void> => {
  const person = whoseSignInEnded(record)
  if (person !== undefined) return await closeEnded(ports, person)
  const event = pushedEventNames.find((name) => name === record.event)
  if (event === undefined || (record.outcome !== 'done' && record.outcome !== 'released')) return
  const form = await formAfter(ports, record, event)
  if (form === undefined) return
  const { siteId, conversationId, formId, sender } = form
  const status = statusOf(form, ports.clock.now())
  await tellAgent(ports)({ siteId, ...sender }, { event, at: timestamp(record.at), formId, conversationId, status })
}

const endings: readonly AuditRecord['event'][] = ['signed-out', 'signed-out-idle', 'operator-disabled']

const whoseSignInEnded = ({ event, siteId, actor, subject }: AuditRecord): PersonAtSite | undefined => {
  if (!endings.includes(event)) return undefined
  const site = SiteId.safeParse(siteId)
  const person = AgentId.safeParse(subject ?? actor.replace(/^agent:/, ''))
  return site.success && person.success ? { siteId: site.data, subject: person.data } : undefined
}

/** Of all sockets of somebody those that a live sign-in stands behind stay. */
const closeEnded = async (ports: PushEventsPorts, person: PersonAtSite): Promise<void> => {
  for (const connection of await ports.connections.of(person)) {
    const reason = await whyNotHeard(ports)(connection.signIn)
    if (reason !== undefined) await closeConnection(ports, connection, reason)
  }
}

/** Recorded in the same transaction as what they tell of. */
const inOneTransaction: readonly PushedEventName[] = ['form-submitted', 'submission-retrieved', 'submission-erased']

/** Milliseconds between looks: an effect follows its record within one write. */
const looks = [20, 40, 80, 160, 320, 640, 640] as const

/**
 * The form, once what the record tells of has taken effect: elsewhere the record comes first. A form that has come further than
 * the record in the chain of its conversation has taken it in. Nothing when there was no effect after all.
 */
const formAfter = async (
  { records, pause }: PushEventsPorts,
  { formId, sequence }: AuditRecord,
  event: PushedEventName,
): Promise<FormRecord | undefined> => {
  const id = FormId.safeParse(formId)
  if (!id.success) return undefined
  for (const wait of [...looks, 0]) {
    const { form } = await records.read({ form: id.data })
    const hasIt = form?.chainPlace !== undefined && form.chainPlace.sequence >= sequence
    if (hasIt || inOneTransaction.includes(event)) return form
    if (wait > 0) await pause(wait)
  }
  return undefined
}
