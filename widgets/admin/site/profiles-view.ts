/** Profiles and their permissions, as a table of boxes. */
import { ProfileName } from '../../../contracts/identifiers.ts'
import { builtInProfiles, type Permission, permissions } from '../../../contracts/permissions.ts'
import { type SiteSettings, SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { putSite } from '../../../contracts/steps/put-site.ts'
import { button, element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { createForm, showRefusal, whyNot } from '../form/form.ts'
import type { Desk, View } from '../view.ts'
import { words } from '../words/en.ts'

export const profilesView: View = async (desk) => {
  const heading = element('h1', {}, words.profiles.heading)
  const site = await desk.service.ask(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, whyNot(site))]
  return [heading, element('p', { class: 'quiet' }, words.profiles.intro), profilesForm(desk, site.value)]
}

type Profiles = Map<string, Set<Permission>>

const profilesOf = ({ profiles }: SiteSettings): Profiles =>
  new Map(
    [...Object.entries(builtInProfiles), ...Object.entries(profiles)].map(([name, granted]) => [
      name,
      new Set<Permission>(granted),
    ]),
  )

/** Whoever takes this from the administrators gets it back: they could never give it to themselves again. */
const isFixed = (profile: string, permission: Permission) =>
  profile === 'administrator' && permission === 'site:administer'

const profilesForm = ({ service, say, unsaved }: Desk, site: SiteSettings): HTMLElement => {
  const profiles = profilesOf(site)
  profiles.get('administrator')?.add('site:administer')
  const place = element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': words.profiles.heading })
  const draw = () => place.replaceChildren(matrix(profiles, draw, () => unsaved(true)))
  draw()
  const added = textField({ name: 'profiles', ...words.profiles.addName, value: '' })
  const add = () => {
    const name = ProfileName.safeParse(added.input.value.trim())
    if (!name.success) return form.show([{ field: 'profiles', code: 'bad-format' }])
    if (profiles.has(name.data)) return form.show([], words.profiles.exists)
    form.show([])
    profiles.set(name.data, new Set())
    added.input.value = ''
    unsaved(true)
    draw()
    place.querySelector<HTMLInputElement>('tbody tr:last-child input')?.focus()
  }
  const form = createForm({
    save: words.save,
    fields: () => [added],
    content: [place, element('div', { class: 'joined' }, added.root, button(words.profiles.add, add))],
    async submit() {
      const granted = Object.fromEntries([...profiles].map(([name, set]) => [name, [...set]]))
      const body = SiteSettingsDraft.parse({ ...site, profiles: granted })
      const reply = await service.ask(putSite, { path: {}, body })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.show([])
      unsaved(false)
      say(words.saved)
    },
  })
  return form.root
}

const matrix = (profiles: Profiles, draw: () => void, changed: () => void): HTMLElement => {
  const head = [words.profiles.profile, ...permissions.map((permission) => words.permissions[permission])]
  const rows = [...profiles].map(([name, granted]) => {
    const boxes = permissions.map((permission) => {
      const input = element('input', {
        type: 'checkbox',
        'aria-label': words.profiles.may(name, words.permissions[permission]),
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
      : button('×', remove, { class: 'plain compact', 'aria-label': words.profiles.remove(name) })
    return element('tr', {}, element('th', { scope: 'row' }, name, removable), ...boxes)
  })
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, ...rows),
  )
}
