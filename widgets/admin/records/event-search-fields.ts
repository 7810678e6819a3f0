/** The fields of the search for security events: a time range with a person and an event, or a conversation. */
import { type AuditEventName, auditEventNames } from '../../../contracts/audit-event.ts'
import { AgentId, ConversationId } from '../../../contracts/identifiers.ts'
import type { FieldError } from '../../../contracts/problem.ts'
import { maxAuditDays } from '../../../contracts/steps/list-audit.ts'
import { element } from '../../shared/dom.ts'
import { type Field, selectField, textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { AuditQuery } from './audit-search.ts'

export interface EventSearchFields {
  readonly fields: readonly Field[]
  readonly content: readonly Node[]
  /** Returns the query in the fields, or the errors of the fields. */
  query(): { readonly query: AuditQuery } | { readonly errors: readonly FieldError[] }
}

const dayMs = 86_400_000
const minuteMs = 60_000

/** The value of a date-time field, in UTC and to the minute. */
const fieldTime = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 16)

export const eventSearchFields = (): EventSearchFields => {
  const { from, to, person, event: eventText, conversation } = messages.events.fields
  // The next full minute, so that the range includes what happened just now.
  const now = Date.now() + minuteMs
  const problem = messages.events.badRange(maxAuditDays)
  const time = { kind: 'date-time', problem } as const
  const fromField = textField({ ...{ name: 'from', value: fieldTime(now - dayMs) }, ...from, ...time })
  const toField = textField({ ...{ name: 'to', value: fieldTime(now) }, ...to, ...time })
  const personField = textField({ ...{ name: 'subject', value: '' }, ...person })
  const names = [...auditEventNames].sort((one, other) => eventName(one).localeCompare(eventName(other)))
  const eventField = selectField({ ...{ name: 'event', value: '' }, ...eventText }, [
    ['', messages.events.allEvents],
    ...names.map((name) => [name, eventName(name)] as const),
  ])
  const conversationField = textField({ ...{ name: 'conversationId', value: '' }, ...conversation })
  const byTime = element(
    'div',
    { class: 'grid' },
    ...[fromField, toField, personField, eventField].map(({ root }) => root),
  )
  let isByConversation = false
  const choose = (chosen: boolean) => {
    isByConversation = chosen
    byTime.hidden = chosen
    conversationField.root.hidden = !chosen
  }
  choose(false)

  const timeQuery = (): ReturnType<EventSearchFields['query']> => {
    const [start, end] = [Date.parse(`${fromField.input.value}Z`), Date.parse(`${toField.input.value}Z`)]
    const subject = personField.input.value.trim()
    const isRange = start <= end && end - start <= maxAuditDays * dayMs
    const errors = [
      ...(isRange ? [] : [{ field: Number.isNaN(start) ? 'from' : 'to', code: 'bad-format' } as const]),
      ...(subject === '' || AgentId.safeParse(subject).success
        ? []
        : [{ field: 'subject', code: 'bad-format' } as const]),
    ]
    if (errors.length > 0) return { errors }
    const event = eventField.input.value
    return {
      query: {
        from: new Date(start).toISOString(),
        to: new Date(end).toISOString(),
        ...(subject !== '' && { subject }),
        ...(event !== '' && { event }),
      },
    }
  }
  const conversationQuery = (): ReturnType<EventSearchFields['query']> => {
    const conversationId = conversationField.input.value.trim()
    return ConversationId.safeParse(conversationId).success
      ? { query: { conversationId } }
      : { errors: [{ field: 'conversationId', code: 'bad-format' }] }
  }
  return {
    fields: [fromField, toField, personField, eventField, conversationField],
    content: [modeChoice(choose), byTime, conversationField.root],
    query: () => (isByConversation ? conversationQuery() : timeQuery()),
  }
}

const eventName = (name: AuditEventName): string => messages.events.names[name]

const modeChoice = (choose: (isByConversation: boolean) => void): HTMLElement => {
  const option = (text: string, isByConversation: boolean) => {
    const input = element('input', { type: 'radio', name: 'search-by', checked: !isByConversation })
    input.addEventListener('change', () => choose(isByConversation))
    return element('label', { class: 'tick' }, input, element('span', {}, text))
  }
  const { by, time, conversation } = messages.events.modes
  return element(
    'fieldset',
    { class: 'choices in-line' },
    element('legend', {}, by),
    option(time, false),
    option(conversation, true),
  )
}
