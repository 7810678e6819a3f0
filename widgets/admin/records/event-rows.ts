/** The rows of the table of security events: what happened in words, who did it, and what it concerns. */
import { element } from '../../shared/dom.ts'
import { dateTime } from '../date-time.ts'
import { messages } from '../messages/current.ts'
import { shortId } from '../short-id.ts'
import type { AuditEvent } from './audit-search.ts'
import { recordTable } from './record-table.ts'

export const eventsTable = (
  events: readonly AuditEvent[],
  siteId: string,
  verified: { readonly broken: ReadonlySet<string> } | undefined,
): HTMLElement => {
  const { at, event, actor, concerns, hash } = messages.events.columns
  const table = recordTable([at, event, actor, concerns, ...(verified === undefined ? [] : [hash])])
  const rows = events.map((each) => {
    const cells = [dateTime(each.at), eventText(each), actorText(each.actor), concernsOf(each, siteId)]
    if (verified !== undefined) cells.push(hashCell(each, verified.broken.has(each.eventId)))
    return table.rowOf(cells.map((cell) => element('td', {}, cell)))
  })
  table.body.append(...rows)
  const region = { class: 'wide', tabindex: 0, role: 'region', 'aria-label': messages.events.heading }
  return element('div', region, table.root)
}

const eventText = ({ event, outcome }: AuditEvent): HTMLElement => {
  const isNormal = ['done', 'released', 'refused'].includes(outcome)
  const note = isNormal ? undefined : element('span', { class: 'quiet' }, ` (${outcomeText(outcome)})`)
  return element('span', {}, messages.events.names[event], note)
}

const isNamedOutcome = (outcome: string): outcome is keyof typeof messages.events.outcomes =>
  Object.hasOwn(messages.events.outcomes, outcome)

const outcomeText = (outcome: string): string => (isNamedOutcome(outcome) ? messages.events.outcomes[outcome] : outcome)

const actorText = (actor: string): HTMLElement => {
  const [kind = '', ...name] = actor.split(':')
  const { agent: _, ...kinds } = messages.events.actors
  const kindText = Object.entries(kinds).find(([each]) => each === kind)?.[1]
  const id = name.join(':')
  if (kindText === undefined) return element('span', { translate: 'no' }, id === '' ? actor : id)
  return element('span', {}, kindText, id === '' ? undefined : ' ', element('span', { translate: 'no' }, id))
}

const concernsOf = ({ subject, conversationId, formId, submissionId }: AuditEvent, siteId: string): HTMLElement => {
  const kinds = messages.events.concerns
  const parts = [
    // The settings are those of this site, so its id adds nothing.
    [kinds.subject, subject === siteId ? undefined : subject],
    [kinds.conversation, conversationId],
    [kinds.form, formId],
    [kinds.submission, submissionId],
  ] as const
  const lines = parts.flatMap(([kind, id]) =>
    id === undefined ? [] : element('span', {}, element('span', { class: 'quiet' }, `${kind} `), shortId(id)),
  )
  return element('span', { class: 'lines' }, ...(lines.length === 0 ? ['–'] : lines))
}

const hashCell = ({ hash }: AuditEvent, isBroken: boolean): HTMLElement =>
  element(
    'span',
    { class: isBroken ? 'lines bad' : 'lines' },
    element('span', {}, isBroken ? messages.events.notVerified : messages.events.verified),
    shortId(hash),
  )
