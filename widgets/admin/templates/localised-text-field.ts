/** A field for one text in the edited language, with the text of the default language above it. */
import { element } from '../../shared/dom.ts'
import { directionOf } from '../../visitor/messages/direction.ts'
import { textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { LabelAndHint } from '../messages/messages.ts'
import type { DraftText } from './draft.ts'
import { isFilled } from './draft-texts.ts'
import type { EditorActions } from './editor-state.ts'
import { languageName } from './language-name.ts'

export interface LocalisedTextFieldOptions extends LabelAndHint {
  /** The dotted path of the text, without the language. */
  readonly name: string
  readonly text: DraftText
  readonly kind?: 'line' | 'lines'
  readonly isOptional?: boolean
}

/** Returns the field. Returns undefined for an optional text that neither the default nor the edited language has. */
export const localisedTextField = (
  { name, label, hint, text, kind = 'line', isOptional = false }: LocalisedTextFieldOptions,
  { state, registerField, changed }: EditorActions,
): HTMLElement | undefined => {
  const { locale } = state
  const { defaultLocale } = state.draft
  const isDefault = locale === defaultLocale
  const isQuoted = isFilled(text, defaultLocale)
  if (!isDefault && isOptional && !isQuoted && !isFilled(text, locale)) return undefined
  const language = languageName(defaultLocale)
  const { quoted, noQuote } = messages.templates.editor
  const field = registerField(
    textField({
      ...{ name, label, kind, lang: locale, value: text[locale] ?? '' },
      hint: isDefault ? hint || undefined : isQuoted ? quoted(language) : noQuote(language),
      changed(value) {
        if (value === '') delete text[locale]
        else text[locale] = value
        changed()
      },
    }),
  )
  field.input.dir = directionOf(locale)
  if (!isDefault && isQuoted) {
    const quote = element('q', { lang: defaultLocale, dir: 'auto' }, text[defaultLocale])
    field.root.querySelector('.hint')?.append(quote)
    field.root.classList.add('translated')
  }
  return field.root
}
