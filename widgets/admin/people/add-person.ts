/** A form that sets the role of a person who has never signed in. */
import { AgentId } from '../../../contracts/identifiers.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { putPerson } from '../../../contracts/steps/put-person.ts'
import { element } from '../../shared/dom.ts'
import { selectField, textField } from '../form/field.ts'
import { createForm, showRefusal } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { profileSet } from './change-person.ts'
import { confirmGrant } from './confirm-grant.ts'
import { type PersonRowOptions, profileOptions } from './person-row.ts'
import { readPerson } from './read-person.ts'
import { sensitiveGains } from './sensitive-permissions.ts'

export const addPerson = (
  { service, announce }: ViewContext,
  { profiles, replaceRow }: Pick<PersonRowOptions, 'profiles' | 'replaceRow'>,
): HTMLElement => {
  const subject = textField({ name: 'subject', ...messages.people.addSubject, value: '' })
  const profile = selectField(
    { name: 'profile', label: messages.people.profile, value: '' },
    profileOptions(profiles.keys()),
  )
  const mayGrant = (person: AgentId, name: string): Promise<boolean> =>
    confirmGrant(person, name, sensitiveGains([], profiles.get(name) ?? []))
  const save = async (person: AgentId, current: PersonView | undefined) => {
    const reply = await service.call(putPerson, {
      path: { subject: person },
      body: { enabled: true, ...profileSet(profile.input.value) },
      ...(current !== undefined && { ifMatch: current.etag }),
    })
    if (reply.outcome !== 'done') return showRefusal(form, reply)
    form.showErrors([])
    subject.input.value = ''
    replaceRow(reply.value)
    announce(messages.people.done(reply.value.subject))
  }
  const form = createForm({
    ...{ save: messages.people.addPress, isSecondary: true },
    fields: () => [subject, profile],
    content: [subject.root, profile.root],
    async submit() {
      const person = AgentId.safeParse(subject.input.value.trim())
      if (!person.success) return form.showErrors([{ field: 'subject', code: 'bad-format' }])
      const current = await readPerson(service, person.data)
      if ('failed' in current) return form.showErrors([], current.failed)
      if (current.person?.enabled === false) {
        replaceRow(current.person)
        return form.showErrors([], messages.people.isDisabled(person.data))
      }
      if (await mayGrant(person.data, profile.input.value)) await save(person.data, current.person)
    },
  })
  return element('section', { class: 'card' }, element('h2', {}, messages.people.add), form.root)
}
