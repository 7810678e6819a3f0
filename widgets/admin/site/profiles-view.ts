/** The view of profiles and their permissions, as a table of checkboxes. */
import { ProfileName } from '../../../contracts/identifiers.ts'
import { builtInProfiles, type Permission, permissions } from '../../../contracts/permissions.ts'
import { type SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { button, element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, failureMessage, type SummaryNote } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import { recordTable } from '../records/record-table.ts'
import type { View, ViewContext } from '../view.ts'
import { saveSettingsSection } from './save-settings-section.ts'

export const profilesView: View = async (context) => {
  const heading = element('h1', {}, messages.profiles.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  return [heading, element('p', { class: 'quiet' }, messages.profiles.intro), profilesForm(context, site.value)]
}

type Profiles = Map<string, Set<Permission>>

const profilesOf = ({ profiles }: SiteSettings): Profiles => {
  const all: Profiles = new Map(
    [...Object.entries(builtInProfiles), ...Object.entries(profiles)].map(([name, granted]) => [
      name,
      new Set<Permission>(granted),
    ]),
  )
  all.get('administrator')?.add('site:administer')
  return all
}

/**
 * True for a permission that administrators cannot lose: without this permission, they could not grant it to themselves again.
 */
const isFixed = (profile: string, permission: Permission) =>
  profile === 'administrator' && permission === 'site:administer'

/**
 * Applies concurrent changes by another administrator to the edited profiles, and returns a note for each change. There are no
 * conflicts: a checkbox has only two states, so two administrators who change it change it in the same way. Profiles that were
 * added or removed on this screen stay added or removed.
 */
const mergeChanges = (edited: Profiles, before: Profiles, now: Profiles): readonly SummaryNote[] => {
  const note = (about: string, text: string): SummaryNote => ({ about, text, mustDecide: false })
  const { added, addedToo, removed, given, taken } = messages.meanwhile
  const removals = [...before.keys()].flatMap((name) => {
    if (now.has(name)) return []
    edited.delete(name)
    return note(name, removed)
  })
  const changes = [...now].flatMap(([name, granted]) => {
    const previous = before.get(name)
    if (previous === undefined) {
      if (edited.has(name)) return note(name, addedToo)
      edited.set(name, new Set(granted))
      return note(name, added)
    }
    return permissions.flatMap((permission) => {
      if (previous.has(permission) === granted.has(permission)) return []
      if (granted.has(permission)) edited.get(name)?.add(permission)
      else edited.get(name)?.delete(permission)
      return note(
        messages.profiles.may(name, messages.permissions[permission]),
        granted.has(permission) ? given : taken,
      )
    })
  })
  return [...removals, ...changes]
}

/** Returns the stored profiles that this administrator has removed on the screen. */
const removedFrom = ({ profiles: stored }: SiteSettings, shown: Profiles): Readonly<Record<string, null>> =>
  Object.fromEntries(Object.keys(stored).flatMap((name) => (shown.has(name) ? [] : [[name, null]])))

const profilesForm = ({ service, announce, setUnsaved }: ViewContext, site: SiteSettings): HTMLElement => {
  const profiles = profilesOf(site)
  let shownProfiles = profilesOf(site)
  const container = element('div', {
    class: 'wide',
    tabindex: 0,
    role: 'region',
    'aria-label': messages.profiles.heading,
  })
  const draw = () => container.replaceChildren(matrix(profiles, draw, () => setUnsaved(true)))
  draw()
  const added = textField({ name: 'profiles', ...messages.profiles.addName, value: '' })
  const add = () => {
    const name = ProfileName.safeParse(added.input.value.trim())
    if (!name.success) return form.showErrors([{ field: 'profiles', code: 'bad-format' }])
    if (profiles.has(name.data)) return form.showErrors([], messages.profiles.exists)
    form.showErrors([])
    profiles.set(name.data, new Set())
    added.input.value = ''
    setUnsaved(true)
    draw()
    container.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
  }
  const form = createForm({
    save: messages.save,
    fields: () => [added],
    content: [container, element('div', { class: 'joined' }, added.root, button(messages.profiles.add, add))],
    async submit() {
      announce('')
      const granted = Object.fromEntries([...profiles].map(([name, set]) => [name, [...set]]))
      const saved = await saveSettingsSection(service, form, {
        mergeConcurrentChanges(now) {
          const before = shownProfiles
          shownProfiles = profilesOf(now)
          const changes = mergeChanges(profiles, before, shownProfiles)
          if (changes.length > 0) draw()
          return changes
        },
        changeOf: (now) => SiteSettingsChange.parse({ profiles: { ...removedFrom(now, profiles), ...granted } }),
      })
      if (saved === undefined) return
      shownProfiles = profilesOf(saved)
      setUnsaved(false)
      announce(messages.saved)
    },
  })
  return form.root
}

const matrix = (profiles: Profiles, draw: () => void, changed: () => void): HTMLElement => {
  const table = recordTable([messages.profiles.profile, ...permissions.map((each) => messages.permissions[each])])
  const rows = [...profiles].map(([name, granted]) => {
    const boxes = permissions.map((permission) => {
      const input = element('input', {
        type: 'checkbox',
        'aria-label': messages.profiles.may(name, messages.permissions[permission]),
        disabled: isFixed(name, permission),
      })
      input.checked = granted.has(permission)
      input.addEventListener('change', () => {
        if (input.checked) granted.add(permission)
        else granted.delete(permission)
        changed()
      })
      return element('td', { class: 'box' }, input)
    })
    const remove = () => {
      profiles.delete(name)
      changed()
      draw()
    }
    const removable = Object.hasOwn(builtInProfiles, name)
      ? undefined
      : button('×', remove, { class: 'plain compact', 'aria-label': messages.profiles.remove(name) })
    return table.rowOf([element('th', { scope: 'row' }, name, removable), ...boxes])
  })
  table.body.append(...rows)
  return table.root
}
