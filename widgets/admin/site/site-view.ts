/** Site settings: the name, the numbers with their bounds, and who may frame the pages. */
import { type SiteSettings, SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { element } from '../../shared/dom.ts'
import { type Field, textField } from '../form/field.ts'
import { wrongFields } from '../form/field-errors.ts'
import { createForm, type Note, whyNot } from '../form/form.ts'
import { words } from '../messages/en.ts'
import type { Desk, View } from '../view.ts'
import { savePart } from './save-settings-section.ts'

const numbers = [
  'openKeySeconds',
  'submitKeySeconds',
  'retrieveKeySeconds',
  'formMinutes',
  'holdingSeconds',
  'retentionMonths',
  'idleMinutes',
  'failedSignIns',
] as const satisfies readonly (keyof SiteSettings & keyof typeof words.site.numbers)[]

export const siteView: View = async (desk) => {
  const heading = element('h1', {}, words.site.heading)
  const site = await desk.service.ask(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, whyNot(site))]
  return [heading, settingsForm(desk, site.value)]
}

/** What is no number is sent as it was typed, so that it is found wrong and not taken for something else. */
const numberOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text)

/** What the fields say of a site, by their names. */
const shownOf = (site: SiteSettings): ReadonlyMap<string, string> =>
  new Map([
    ['name', site.name],
    ...numbers.map((key) => [key, String(site[key])] as const),
    ['embeddingOrigins', site.embeddingOrigins.join('\n')],
  ])

const settingsForm = ({ service, say, unsaved }: Desk, site: SiteSettings): HTMLElement => {
  const changed = () => unsaved(true)
  let shown = shownOf(site)
  const textOf = (key: string) => shown.get(key) ?? ''
  const name = textField({ name: 'name', ...words.site.name, value: textOf('name'), changed })
  const counts = numbers.map((key) =>
    textField({ name: key, ...words.site.numbers[key], value: textOf(key), kind: 'number', changed }),
  )
  const origins = textField({
    ...{ name: 'embeddingOrigins', ...words.site.origins, kind: 'lines', changed },
    value: textOf('embeddingOrigins'),
  })
  const fields: readonly Field[] = [name, ...counts, origins]
  const over = (now: SiteSettings): unknown => ({
    ...now,
    name: name.input.value,
    ...Object.fromEntries(counts.map(({ name: key, input }) => [key, numberOf(input.value)])),
    embeddingOrigins: origins.input.value.split('\n').flatMap((line) => line.trim() || []),
  })
  /** Shows what somebody else has saved since, save where something was typed: that stays. */
  const take = (now: SiteSettings): readonly Note[] => {
    const before = shown
    shown = shownOf(now)
    return fields.flatMap(({ name: about, input }) => {
      const value = textOf(about)
      if (value === before.get(about)) return []
      const wasTyped = input.value !== before.get(about) && input.value !== value
      if (!wasTyped) input.value = value
      const text = words.meanwhile.isNow(value)
      return { about, text: wasTyped ? `${text} ${words.meanwhile.yoursIsHere}` : text, mustDecide: wasTyped }
    })
  }
  const form = createForm({
    save: words.save,
    fields: () => fields,
    content: [name.root, element('div', { class: 'grid' }, ...counts.map(({ root }) => root)), origins.root],
    async submit() {
      say('')
      const errors = wrongFields(SiteSettingsDraft, over(site))
      if (errors.length > 0) return form.show(errors)
      const saved = await savePart(service, form, {
        othersChanges: take,
        over: (now) => SiteSettingsDraft.parse(over(now)),
      })
      if (saved === undefined) return
      shown = shownOf(saved)
      unsaved(false)
      say(words.saved)
    },
  })
  return form.root
}
