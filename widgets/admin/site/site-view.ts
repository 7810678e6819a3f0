/** The view of the site's settings: its name, its numeric settings with their bounds, and its embedding origins. */
import { type SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { getSite } from '../../../contracts/steps/get-site.ts'
import { element } from '../../shared/dom.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { type Field, textField } from '../form/field.ts'
import { createForm, failureMessage, type SummaryNote } from '../form/form.ts'
import { messages } from '../messages/en.ts'
import type { View, ViewContext } from '../view.ts'
import { saveSettingsSection } from './save-settings-section.ts'

const numbers = [
  'openKeySeconds',
  'submitKeySeconds',
  'retrieveKeySeconds',
  'formMinutes',
  'holdingSeconds',
  'retentionMonths',
  'idleMinutes',
  'failedSignIns',
  'sendsPerMinute',
] as const satisfies readonly (keyof SiteSettings & keyof typeof messages.site.numbers)[]

export const siteView: View = async (context) => {
  const heading = element('h1', {}, messages.site.heading)
  const site = await context.service.call(getSite, { path: {}, body: {} })
  if (site.outcome !== 'done') return [heading, element('p', { class: 'notice bad' }, failureMessage(site))]
  return [heading, settingsForm(context, site.value)]
}

/** Parses a number. Returns a text that is not a number unchanged, so that the validation reports it. */
const numberOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text)

/** Returns the values that the fields show for these settings, by field name. */
const fieldValuesOf = (site: SiteSettings): ReadonlyMap<string, string> =>
  new Map([
    ['name', site.name],
    ...numbers.map((key) => [key, String(site[key])] as const),
    ['embeddingOrigins', site.embeddingOrigins.join('\n')],
  ])

const settingsForm = ({ service, announce, setUnsaved }: ViewContext, site: SiteSettings): HTMLElement => {
  const changed = () => setUnsaved(true)
  let shownValues = fieldValuesOf(site)
  const textOf = (key: string) => shownValues.get(key) ?? ''
  const name = textField({ name: 'name', ...messages.site.name, value: textOf('name'), changed })
  const numberFields = numbers.map((key) =>
    textField({ name: key, ...messages.site.numbers[key], value: textOf(key), kind: 'number', changed }),
  )
  const origins = textField({
    ...{ name: 'embeddingOrigins', ...messages.site.origins, kind: 'lines', changed },
    value: textOf('embeddingOrigins'),
  })
  const fields: readonly Field[] = [name, ...numberFields, origins]
  const changeInFields = (): unknown => ({
    name: name.input.value,
    ...Object.fromEntries(numberFields.map(({ name: key, input }) => [key, numberOf(input.value)])),
    embeddingOrigins: origins.input.value.split('\n').flatMap((line) => line.trim() || []),
  })
  /** Shows concurrent changes by another administrator, except in fields that this administrator has edited. */
  const mergeChanges = (current: SiteSettings): readonly SummaryNote[] => {
    const before = shownValues
    shownValues = fieldValuesOf(current)
    return fields.flatMap(({ name: about, input }) => {
      const value = textOf(about)
      if (value === before.get(about)) return []
      const wasTyped = input.value !== before.get(about) && input.value !== value
      if (!wasTyped) input.value = value
      const text = messages.meanwhile.isNow(value)
      return { about, text: wasTyped ? `${text} ${messages.meanwhile.yoursIsHere}` : text, mustDecide: wasTyped }
    })
  }
  const form = createForm({
    save: messages.save,
    fields: () => fields,
    content: [name.root, element('div', { class: 'grid' }, ...numberFields.map(({ root }) => root)), origins.root],
    async submit() {
      announce('')
      const errors = draftErrors(SiteSettingsChange, changeInFields())
      if (errors.length > 0) return form.showErrors(errors)
      const saved = await saveSettingsSection(service, form, {
        mergeConcurrentChanges: mergeChanges,
        changeOf: () => SiteSettingsChange.parse(changeInFields()),
      })
      if (saved === undefined) return
      shownValues = fieldValuesOf(saved)
      setUnsaved(false)
      announce(messages.saved)
    },
  })
  return form.root
}
