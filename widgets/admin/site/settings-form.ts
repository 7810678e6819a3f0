/**
 * A form of some of the site's settings. It knows what another administrator has changed in the meantime, and it has unsaved
 * changes only while a value differs from the stored one.
 */
import { type SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { draftErrors } from '../form/draft-errors.ts'
import type { Field } from '../form/field.ts'
import { createForm, type SummaryNote } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { saveSettingsSection } from './save-settings-section.ts'

export interface SettingsFormOptions {
  readonly site: SiteSettings
  /** Returns the values that the fields show for these settings, by field name. */
  valuesOf(site: SiteSettings): ReadonlyMap<string, string>
  /** Creates the fields. They call `changed` on each input. */
  fieldsOf(values: ReadonlyMap<string, string>, changed: () => void): readonly Field[]
  content(fields: readonly Field[]): readonly Node[]
  /** Returns the change to save, which may be invalid. */
  changeIn(values: ReadonlyMap<string, string>): unknown
}

export const settingsForm = (
  { service, announce, setUnsaved }: ViewContext,
  { site, valuesOf, fieldsOf, content, changeIn }: SettingsFormOptions,
): HTMLElement => {
  let shownValues = valuesOf(site)
  const fields = fieldsOf(shownValues, () => setUnsaved(fields.some(isEdited)))
  const isEdited = ({ name, input }: Field) => input.value !== shownValues.get(name)
  const typedValues = () => new Map(fields.map(({ name, input }) => [name, input.value]))
  /** Shows concurrent changes by another administrator, except in fields that this administrator has edited. */
  const mergeChanges = (current: SiteSettings): readonly SummaryNote[] => {
    const before = shownValues
    shownValues = valuesOf(current)
    return fields.flatMap(({ name: about, input }) => {
      const value = shownValues.get(about) ?? ''
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
    content: content(fields),
    async submit() {
      announce('')
      const errors = draftErrors(SiteSettingsChange, changeIn(typedValues()))
      if (errors.length > 0) return form.showErrors(errors)
      await store(typedValues, true)
    },
  })
  /** Saves these values. Only a change that is not an undo itself can be undone. */
  const store = async (values: () => ReadonlyMap<string, string>, canUndo: boolean): Promise<void> => {
    const saved = await saveSettingsSection(service, form, {
      mergeConcurrentChanges: mergeChanges,
      changeOf: () => SiteSettingsChange.parse(changeIn(values())),
    })
    if (saved === undefined) return
    const before = shownValues
    const unsavedFields = canUndo ? [] : fields.filter(isEdited)
    shownValues = valuesOf(saved)
    for (const field of fields)
      if (!unsavedFields.includes(field)) field.input.value = shownValues.get(field.name) ?? ''
    setUnsaved(fields.some(isEdited))
    announce(messages.saved, canUndo ? { undo: () => void store(() => before, false) } : {})
  }
  return form.root
}
