/** The roles of the site (profiles, in the protocol) and their permissions, as a table of checkboxes. */
import { ProfileName } from '../../../contracts/identifiers.ts'
import { builtInProfiles, type Permission, permissions } from '../../../contracts/permissions.ts'
import { type SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, type SummaryNote } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { recordTable } from '../records/record-table.ts'
import { saveSettingsSection } from '../site/save-settings-section.ts'
import type { ViewContext } from '../view.ts'
import { profilesOf, sensitiveGains } from './sensitive-permissions.ts'

type Profiles = Map<string, Set<Permission>>

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
      return note(messages.roles.may(name, messages.permissions[permission]), granted.has(permission) ? given : taken)
    })
  })
  return [...removals, ...changes]
}

/** Returns the stored profiles that this administrator has removed on the screen. */
const removedFrom = ({ profiles: stored }: SiteSettings, shown: Profiles): Readonly<Record<string, null>> =>
  Object.fromEntries(Object.keys(stored).flatMap((name) => (shown.has(name) ? [] : [[name, null]])))

/** Returns each gain of a sensitive permission, as `role: permission`. */
const gainsOf = (before: Profiles, after: Profiles): readonly string[] =>
  [...after].flatMap(([name, granted]) =>
    sensitiveGains(before.get(name) ?? [], granted).map((permission) =>
      messages.roles.may(name, messages.permissions[permission]),
    ),
  )

const isSame = (one: Profiles, other: Profiles): boolean =>
  one.size === other.size &&
  [...one].every(([name, granted]) => {
    const others = other.get(name)
    return others?.size === granted.size && [...granted].every((permission) => others.has(permission))
  })

export const rolesForm = (
  { service, announce }: ViewContext,
  site: SiteSettings,
  edited: (isEdited: boolean) => void,
): HTMLElement => {
  const profiles = profilesOf(site)
  let shownProfiles = profilesOf(site)
  const container = element('div', {
    class: 'wide',
    tabindex: 0,
    role: 'region',
    'aria-label': messages.roles.heading,
  })
  const changed = () => edited(!isSame(profiles, shownProfiles))
  const draw = () => container.replaceChildren(matrix(profiles, draw, changed))
  draw()
  const added = textField({ name: 'profiles', ...messages.roles.addName, value: '' })
  const add = () => {
    const name = ProfileName.safeParse(added.input.value.trim())
    if (!name.success) return form.showErrors([{ field: 'profiles', code: 'bad-format' }])
    if (profiles.has(name.data)) return form.showErrors([], messages.roles.exists)
    form.showErrors([])
    profiles.set(name.data, new Set())
    added.input.value = ''
    changed()
    draw()
    container.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
  }
  const form = createForm({
    save: messages.save,
    fields: () => [added],
    content: [container, element('div', { class: 'joined' }, added.root, button(messages.roles.add, add))],
    async submit() {
      announce('')
      const gains = gainsOf(shownProfiles, profiles)
      const { title, text, yes, no } = messages.roles.askGrant
      if (gains.length > 0 && !(await confirmInDialog({ title, text: text(gains.join('; ')), yes, no, focus: 'no' })))
        return
      await store(true)
    },
  })
  /** Saves the profiles on the screen. Only a change that is not an undo itself can be undone. */
  const store = async (canUndo: boolean): Promise<void> => {
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
    const before = shownProfiles
    shownProfiles = profilesOf(saved)
    edited(!isSame(profiles, shownProfiles))
    const undo = () => {
      profiles.clear()
      for (const [name, permissionsBefore] of before) profiles.set(name, permissionsBefore)
      draw()
      void store(false)
    }
    announce(messages.saved, canUndo ? { undo } : {})
  }
  return form.root
}

const matrix = (profiles: Profiles, draw: () => void, changed: () => void): HTMLElement => {
  const table = recordTable([messages.roles.profile, ...permissions.map((each) => messages.permissions[each])])
  const rows = [...profiles].map(([name, granted]) => {
    const boxes = permissions.map((permission) => {
      const input = element('input', {
        type: 'checkbox',
        'aria-label': messages.roles.may(name, messages.permissions[permission]),
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
      : button('×', remove, { class: 'plain compact', 'aria-label': messages.roles.remove(name) })
    return table.rowOf([element('th', { scope: 'row' }, name, removable), ...boxes])
  })
  table.body.append(...rows)
  return table.root
}
