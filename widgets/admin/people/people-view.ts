/** The view of the people who may sign in, with their profiles. Changes take effect immediately. */
import { AgentId, ProfileName } from '../../../contracts/identifiers.ts'
import { builtInProfiles } from '../../../contracts/permissions.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { listPeople } from '../../../contracts/steps/list-people.ts'
import { putPerson } from '../../../contracts/steps/put-person.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { selectField, textField } from '../form/field.ts'
import { createForm, failureMessage, showRefusal } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import type { View, ViewContext } from '../view.ts'
import { readPerson } from './read-person.ts'

export const peopleView: View = async (context) => {
  const heading = element('h1', {}, messages.people.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  const profiles = [...new Set([...Object.keys(builtInProfiles), ...Object.keys(site.value.profiles)])]
  const table: PagedTable<PersonView> = pagedTable<PersonView>({
    label: messages.people.heading,
    head: [messages.people.subject, messages.people.profile, messages.people.state, messages.people.lastSignIn],
    rowOf: (person) => rowOf(context, profiles, person, table.replace),
    keyOf: ({ subject }) => subject,
    async read(cursor) {
      const reply = await context.service.call(listPeople, {
        path: {},
        body: {},
        query: cursor === undefined ? {} : { cursor },
      })
      return reply.outcome === 'done'
        ? { rows: reply.value.people, cursor: reply.value.cursor }
        : { failed: failureMessage(reply) }
    },
  })
  await table.more()
  return [
    heading,
    element('p', { class: 'quiet' }, messages.people.intro),
    table.root,
    addForm(context, profiles, table.replace),
  ]
}

type ReplaceRow = (person: PersonView) => void

const optionsOf = (profiles: readonly string[]): readonly (readonly [string, string])[] => [
  ['', messages.people.bySignIn],
  ...profiles.map((profile) => [profile, profile] as const),
]

const profileSet = (value: string) => (value === '' ? {} : { profile: ProfileName.parse(value) })

/** A change to one of the two settings. The other setting stays unchanged. */
type PersonChange =
  | { readonly enabled: boolean; readonly profile?: never }
  | { readonly enabled?: never; readonly profile: string }

const rowOf = (
  { service, announce }: ViewContext,
  profiles: readonly string[],
  person: PersonView,
  replaceRow: ReplaceRow,
): readonly Node[] => {
  const { subject, enabled, profile, lastSignInAt } = person
  let shownPerson = person
  let lastChange = Promise.resolve()
  /**
   * Applies a change if no other administrator has changed the person in the meantime. This check is needed because put-person
   * replaces both settings.
   */
  const applyChange = async (change: PersonChange): Promise<void> => {
    const current = await readPerson(service, subject)
    if ('failed' in current) {
      replaceRow(shownPerson)
      return announce(current.failed)
    }
    if (
      current.person !== undefined &&
      (current.person.enabled !== shownPerson.enabled || current.person.profile !== shownPerson.profile)
    ) {
      replaceRow(current.person)
      return announce(messages.people.changedMeanwhile(subject))
    }
    const reply = await service.call(putPerson, {
      path: { subject },
      body: {
        enabled: change.enabled ?? shownPerson.enabled,
        ...profileSet(change.profile ?? shownPerson.profile ?? ''),
      },
      ...(current.person !== undefined && { ifMatch: current.person.etag }),
    })
    if (reply.outcome === 'refused' && reply.code === 'changed-meanwhile') {
      const again = await readPerson(service, subject)
      if ('person' in again && again.person !== undefined) replaceRow(again.person)
      return announce(messages.people.changedMeanwhile(subject))
    }
    if (reply.outcome !== 'done') {
      replaceRow(shownPerson)
      return announce(failureMessage(reply))
    }
    shownPerson = reply.value
    replaceRow(shownPerson)
    announce(messages.people.done(subject))
  }
  /** Applies changes one at a time. Otherwise a quick second press would look like a change by another administrator. */
  const queueChange = (change: PersonChange): Promise<void> => {
    announce('')
    lastChange = lastChange.then(() => applyChange(change))
    return lastChange
  }
  const select = element(
    'select',
    { class: 'compact', 'aria-label': messages.people.profileOf(subject) },
    ...optionsOf(profiles).map(([value, text]) => element('option', { value }, text)),
  )
  select.value = profile ?? ''
  select.addEventListener('change', () => void queueChange({ profile: select.value }))
  const toggle = async () => {
    const { title, text, yes, no } = messages.people.ask
    if (enabled && !(await confirmInDialog({ title, text: text(subject), yes, no, focus: 'no' }))) return
    await queueChange({ enabled: !enabled })
  }
  const toggleButton = button(
    enabled ? messages.people.disable(subject) : messages.people.enable(subject),
    () => void toggle(),
    {
      class: 'compact',
    },
  )
  return [
    element('span', { translate: 'no' }, subject),
    select,
    element(
      'span',
      { class: 'state' },
      element('span', {}, enabled ? messages.people.enabled : messages.people.disabled),
      toggleButton,
    ),
    lastSignInAt === undefined
      ? element('span', { class: 'quiet' }, messages.people.never)
      : element('time', { datetime: lastSignInAt }, new Date(lastSignInAt).toLocaleString()),
  ]
}

const addForm = (
  { service, announce }: ViewContext,
  profiles: readonly string[],
  replaceRow: ReplaceRow,
): HTMLElement => {
  const subject = textField({ name: 'subject', ...messages.people.addSubject, value: '' })
  const profile = selectField({ name: 'profile', label: messages.people.profile, value: '' }, optionsOf(profiles))
  const form = createForm({
    save: messages.people.addPress,
    fields: () => [subject, profile],
    content: [subject.root, profile.root],
    async submit() {
      const parsedSubject = AgentId.safeParse(subject.input.value.trim())
      if (!parsedSubject.success) return form.showErrors([{ field: 'subject', code: 'bad-format' }])
      const current = await readPerson(service, parsedSubject.data)
      if ('failed' in current) return form.showErrors([], current.failed)
      if (current.person?.enabled === false) {
        replaceRow(current.person)
        return form.showErrors([], messages.people.isDisabled(parsedSubject.data))
      }
      const body = { enabled: true, ...profileSet(profile.input.value) }
      const reply = await service.call(putPerson, {
        path: { subject: parsedSubject.data },
        body,
        ...(current.person !== undefined && { ifMatch: current.person.etag }),
      })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.showErrors([])
      subject.input.value = ''
      replaceRow(reply.value)
      announce(messages.people.done(reply.value.subject))
    },
  })
  return element('section', { class: 'card' }, element('h2', {}, messages.people.add), form.root)
}
