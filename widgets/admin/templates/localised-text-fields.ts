/** Fields for one text in all languages, side by side. */
import { element } from '../../shared/dom.ts'
import { type Field, textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { LabelAndHint } from '../messages/messages.ts'
import type { DraftText } from './draft.ts'

export interface LocalisedTextFieldsOptions extends LabelAndHint {
  readonly name: string
  readonly text: DraftText
  readonly locales: readonly string[]
  readonly kind?: 'line' | 'lines'
  changed(): void
}

export const localisedTextFields = (
  { name, label, hint, text, locales, kind = 'line', changed }: LocalisedTextFieldsOptions,
  registerField: (field: Field) => Field,
): HTMLElement =>
  element(
    'div',
    { class: 'side-by-side' },
    ...locales.map((locale) => {
      const field = textField({
        ...{ name: `${name}.${locale}`, label: messages.templates.inLocale(label, locale), kind, lang: locale },
        value: text[locale] ?? '',
        hint: hint === '' ? undefined : hint,
        changed(value) {
          if (value === '') delete text[locale]
          else text[locale] = value
          changed()
        },
      })
      return registerField(field).root
    }),
  )
