/** The row of one person: role, state and last sign-in. A new role is saved only by *Save*, and can be undone. */
import type { Permission } from '../../../contracts/permissions.ts'
import type { PersonView } from '../../../contracts/person.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { dateTime } from '../date-time.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { changePerson, type PersonChange } from './change-person.ts'
import { confirmGrant } from './confirm-grant.ts'
import { sensitiveGains } from './sensitive-permissions.ts'

export interface PersonRowOptions {
  readonly profiles: ReadonlyMap<string, ReadonlySet<Permission>>
  replaceRow(person: PersonView): void
  /** Called when a role was selected that is not saved yet, and when it no longer differs. */
  edited(subject: string, isEdited: boolean): void
}

export const profileOptions = (profiles: Iterable<string>): readonly (readonly [string, string])[] => [
  ['', messages.people.bySignIn],
  ...[...profiles].map((profile) => [profile, profile] as const),
]

export const personRow = (
  { service, session, announce }: ViewContext,
  { profiles, replaceRow, edited }: PersonRowOptions,
  person: PersonView,
): readonly Node[] => {
  const { subject, enabled, profile = '', lastSignInAt } = person
  const isSelf = subject === session.subject
  let shown = person
  let lastChange = Promise.resolve()
  const permissionsOf = (name: string) => profiles.get(name) ?? []

  const apply = async (change: PersonChange, undo: PersonChange | undefined): Promise<void> => {
    const result = await changePerson(service, shown, change)
    shown = 'saved' in result ? result.saved : result.current
    edited(subject, false)
    replaceRow(shown)
    if ('failed' in result) return announce(result.failed, { lasting: true })
    const undoOptions = undo === undefined ? {} : { undo: () => void apply(undo, undefined) }
    announce(messages.people.done(subject), undoOptions)
  }
  /** Applies changes one at a time. Otherwise a quick second press would look like a change by another administrator. */
  const queue = (change: PersonChange, undo?: PersonChange): void => {
    announce('')
    lastChange = lastChange.then(() => apply(change, undo))
  }

  const select = element(
    'select',
    { class: 'compact', 'aria-label': messages.people.profileOf(subject) },
    ...profileOptions(profiles.keys()).map(([value, text]) => element('option', { value }, text)),
  )
  select.value = profile
  const save = async () => {
    const name = select.value
    if (await confirmGrant(subject, name, sensitiveGains(permissionsOf(profile), permissionsOf(name)))) {
      queue({ profile: name }, { profile })
    }
  }
  const saveButton = button(messages.save, () => void save(), {
    class: 'compact main',
    'aria-label': messages.people.saveProfileOf(subject),
    hidden: true,
  })
  select.addEventListener('change', () => {
    saveButton.hidden = select.value === profile
    edited(subject, !saveButton.hidden)
  })

  const disable = async () => {
    const { title, text, yes, no } = messages.people.askDisable
    if (await confirmInDialog({ title, text: text(subject), yes, no, focus: 'no' })) queue({ enabled: false })
  }
  const enable = async () => {
    if (await confirmGrant(subject, profile, sensitiveGains([], permissionsOf(profile)))) {
      queue({ enabled: true }, { enabled: false })
    }
  }
  const toggle = enabled
    ? button(messages.people.disable, () => void disable(), {
        class: 'compact danger',
        'aria-label': messages.people.disablePerson(subject),
      })
    : button(messages.people.enable, () => void enable(), {
        class: 'compact',
        'aria-label': messages.people.enablePerson(subject),
      })
  return [
    element('span', { translate: 'no' }, subject, isSelf ? ` (${messages.people.you})` : undefined),
    element('span', { class: 'state' }, select, saveButton),
    element(
      'span',
      { class: 'state' },
      element('span', {}, enabled ? messages.people.enabled : messages.people.disabled),
      // The service refuses that administrators disable themselves, so that the site keeps an administrator.
      isSelf ? element('span', { class: 'quiet' }, messages.people.notSelf) : toggle,
    ),
    lastSignInAt === undefined ? element('span', { class: 'quiet' }, messages.people.never) : dateTime(lastSignInAt),
  ]
}
