/** The view of the people who may sign in, and of the roles, which say what they may do. */
import type { PersonView } from '../../../contracts/person.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { listPeople } from '../../../contracts/steps/list-people.ts'
import { element } from '../../shared/dom.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import type { View } from '../view.ts'
import { addPerson } from './add-person.ts'
import { personRow } from './person-row.ts'
import { rolesForm } from './roles-form.ts'
import { profilesOf } from './sensitive-permissions.ts'

export const peopleView: View = async (context) => {
  const { service, setUnsaved } = context
  const heading = element('h1', {}, messages.people.heading)
  const site = await service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  const profiles = profilesOf(site.value)
  /** The parts of the view that have unsaved changes: people, and the table of roles. */
  const unsaved = new Set<string>()
  const edited = (part: string, isEdited: boolean) => {
    if (isEdited) unsaved.add(part)
    else unsaved.delete(part)
    setUnsaved(unsaved.size > 0)
  }
  const options = { profiles, edited, replaceRow: (person: PersonView) => table.replace(person) }
  const table: PagedTable<PersonView> = pagedTable<PersonView>({
    label: messages.people.peopleHeading,
    head: [messages.people.subject, messages.people.profile, messages.people.state, messages.people.lastSignIn],
    rowOf: (person) => personRow(context, options, person),
    keyOf: ({ subject }) => subject,
    empty: messages.people.empty,
    search: {
      label: messages.people.search,
      textOf: ({ subject, profile = '' }) => `${subject} ${profile}`,
    },
    async read(cursor) {
      const query = { limit: '50', ...(cursor !== undefined && { cursor }) }
      const reply = await service.call(listPeople, { path: {}, body: {}, query })
      return reply.outcome === 'done'
        ? { rows: reply.value.people, cursor: reply.value.cursor }
        : { failed: failureMessage(reply) }
    },
  })
  await table.more()
  const roles = rolesForm(context, site.value, (isEdited) => edited('#roles', isEdited))
  return [
    heading,
    section(messages.people.peopleHeading, messages.people.intro, table.root),
    addPerson(context, options),
    section(messages.roles.heading, messages.roles.intro, roles),
  ]
}

const section = (heading: string, intro: string, content: HTMLElement): HTMLElement =>
  element('section', { class: 'part' }, element('h2', {}, heading), element('p', { class: 'quiet' }, intro), content)
