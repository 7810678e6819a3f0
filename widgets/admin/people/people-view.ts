/** People: who may sign in, and as what. What is decided here takes effect at once. */
import { AgentId, ProfileName } from '../../../contracts/identifiers.ts'
import { builtInProfiles } from '../../../contracts/permissions.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { listPeople } from '../../../contracts/steps/list-people.ts'
import { putPerson } from '../../../contracts/steps/put-person.ts'
import { askInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { selectField, textField } from '../form/field.ts'
import { createForm, showRefusal, whyNot } from '../form/form.ts'
import { words } from '../messages/en.ts'
import { type PagedTable, pagedTable } from '../records/paged-table.ts'
import type { Desk, View } from '../view.ts'
import { readPerson } from './read-person.ts'

export const peopleView: View = async (desk) => {
  const heading = element('h1', {}, words.people.heading)
  const site = await desk.service.ask(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, whyNot(site))]
  const profiles = [...new Set([...Object.keys(builtInProfiles), ...Object.keys(site.value.profiles)])]
  const table: PagedTable<PersonView> = pagedTable<PersonView>({
    label: words.people.heading,
    head: [words.people.subject, words.people.profile, words.people.state, words.people.lastSignIn],
    rowOf: (person) => rowOf(desk, profiles, person, table.replace),
    keyOf: ({ subject }) => subject,
    async read(cursor) {
      const reply = await desk.service.ask(listPeople, {
        path: {},
        body: {},
        query: cursor === undefined ? {} : { cursor },
      })
      return reply.outcome === 'done'
        ? { rows: reply.value.people, cursor: reply.value.cursor }
        : { failed: whyNot(reply) }
    },
  })
  await table.more()
  return [
    heading,
    element('p', { class: 'quiet' }, words.people.intro),
    table.root,
    addForm(desk, profiles, table.replace),
  ]
}

type Put = (person: PersonView) => void

const optionsOf = (profiles: readonly string[]): readonly (readonly [string, string])[] => [
  ['', words.people.bySignIn],
  ...profiles.map((profile) => [profile, profile] as const),
]

const profileSet = (value: string) => (value === '' ? {} : { profile: ProfileName.parse(value) })

/** One of the two; the other stays as it is. */
type Decided =
  | { readonly enabled: boolean; readonly profile?: never }
  | { readonly enabled?: never; readonly profile: string }

const rowOf = ({ service, say }: Desk, profiles: readonly string[], person: PersonView, put: Put): readonly Node[] => {
  const { subject, enabled, profile, lastSignInAt } = person
  let known = person
  let last = Promise.resolve()
  /** Both are put at once, so that what is not decided here must be as it is shown: somebody else may have decided it since. */
  const decideNow = async (decided: Decided): Promise<void> => {
    const now = await readPerson(service, subject)
    if ('failed' in now) {
      put(known)
      return say(now.failed)
    }
    if (now.person !== undefined && (now.person.enabled !== known.enabled || now.person.profile !== known.profile)) {
      put(now.person)
      return say(words.people.changedMeanwhile(subject))
    }
    const reply = await service.ask(putPerson, {
      path: { subject },
      body: { enabled: decided.enabled ?? known.enabled, ...profileSet(decided.profile ?? known.profile ?? '') },
    })
    if (reply.outcome !== 'done') return say(whyNot(reply))
    known = reply.value
    put(known)
    say(words.people.done(subject))
  }
  /** One after the other: the second press of somebody quick is no news from somebody else. */
  const decide = (decided: Decided): Promise<void> => {
    say('')
    last = last.then(() => decideNow(decided))
    return last
  }
  const select = element(
    'select',
    { class: 'compact', 'aria-label': words.people.profileOf(subject) },
    ...optionsOf(profiles).map(([value, text]) => element('option', { value }, text)),
  )
  select.value = profile ?? ''
  select.addEventListener('change', () => void decide({ profile: select.value }))
  const toggle = async () => {
    const { title, text, yes, no } = words.people.ask
    if (enabled && !(await askInDialog({ title, text: text(subject), yes, no, focus: 'no' }))) return
    await decide({ enabled: !enabled })
  }
  const press = button(enabled ? words.people.disable(subject) : words.people.enable(subject), () => void toggle(), {
    class: 'compact',
  })
  return [
    document.createTextNode(subject),
    select,
    element(
      'span',
      { class: 'state' },
      element('span', {}, enabled ? words.people.enabled : words.people.disabled),
      press,
    ),
    lastSignInAt === undefined
      ? element('span', { class: 'quiet' }, words.people.never)
      : element('time', { datetime: lastSignInAt }, new Date(lastSignInAt).toLocaleString()),
  ]
}

const addForm = ({ service, say }: Desk, profiles: readonly string[], put: Put): HTMLElement => {
  const subject = textField({ name: 'subject', ...words.people.addSubject, value: '' })
  const profile = selectField({ name: 'profile', label: words.people.profile, value: '' }, optionsOf(profiles))
  const form = createForm({
    save: words.people.addPress,
    fields: () => [subject, profile],
    content: [subject.root, profile.root],
    async submit() {
      const named = AgentId.safeParse(subject.input.value.trim())
      if (!named.success) return form.show([{ field: 'subject', code: 'bad-format' }])
      const now = await readPerson(service, named.data)
      if ('failed' in now) return form.show([], now.failed)
      if (now.person?.enabled === false) {
        put(now.person)
        return form.show([], words.people.isDisabled(named.data))
      }
      const body = { enabled: true, ...profileSet(profile.input.value) }
      const reply = await service.ask(putPerson, { path: { subject: named.data }, body })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.show([])
      subject.input.value = ''
      put(reply.value)
      say(words.people.done(reply.value.subject))
    },
  })
  return element('section', { class: 'card' }, element('h2', {}, words.people.add), form.root)
}
