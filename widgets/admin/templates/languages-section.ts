/** Adds and removes languages, and chooses the default language. */
import { Locale } from '../../../contracts/identifiers.ts'
import { button, element } from '../../shared/dom.ts'
import { selectField, textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import { completenessOf, copyMissingTexts } from './draft-texts.ts'
import type { EditorActions, EditorPart } from './editor-state.ts'
import { collapsedSection } from './form-sections.ts'
import { languageName, localeOf, offeredLocales } from './language-name.ts'

export const languagesSection = (actions: EditorActions): EditorPart => {
  const { root, content } = collapsedSection('languages', messages.templates.editor.languages, false)
  return {
    root,
    draw() {
      content.replaceChildren(
        element(
          'ul',
          { class: 'languages' },
          ...actions.state.draft.locales.map((locale) => languageRow(locale, actions)),
        ),
        addLanguage(actions),
        defaultLanguage(actions),
      )
    },
  }
}

const languageRow = (locale: string, { state, redraw, editLanguage, announce }: EditorActions): HTMLElement => {
  const { draft } = state
  const { languages, list } = messages.templates
  const language = languageName(locale)
  const source = languageName(draft.defaultLocale)
  const { filled, total } = completenessOf(draft, locale)
  const remove = () => {
    draft.locales = draft.locales.filter((each) => each !== locale)
    if (state.locale === locale) editLanguage(draft.defaultLocale)
    redraw()
    announce(languages.removed(language))
  }
  const copy = () => {
    const count = copyMissingTexts(draft, locale)
    redraw()
    announce(languages.copied(count, source))
  }
  const isDefault = locale === draft.defaultLocale
  const compact = { class: 'compact' }
  return element(
    'li',
    {},
    element('span', { class: filled < total ? 'partly' : '' }, list.completeness(language, filled, total)),
    isDefault || filled === total
      ? undefined
      : button(languages.copyShort(source), copy, { ...compact, 'aria-label': languages.copy(source, language) }),
    isDefault
      ? undefined
      : button(languages.removeShort, remove, { ...compact, 'aria-label': languages.remove(language) }),
  )
}

const addLanguage = ({ state, registerField, editLanguage }: EditorActions): HTMLElement => {
  const { draft } = state
  const { languages } = messages.templates
  const field = registerField(textField({ name: 'locales', ...languages.add, value: '' }))
  const names = element(
    'datalist',
    { id: `${field.input.id}-names` },
    ...offeredLocales
      .filter((locale) => !draft.locales.includes(locale))
      .map((locale) => element('option', { value: languageName(locale) })),
  )
  field.input.setAttribute('list', names.id)
  const add = () => {
    const locale = Locale.safeParse(localeOf(field.input.value))
    const isKnown = locale.success && draft.locales.some((each) => each.toLowerCase() === locale.data.toLowerCase())
    if (!locale.success || isKnown) {
      field.setError(languages.unknown)
      return field.input.focus()
    }
    draft.locales.push(locale.data)
    editLanguage(locale.data)
  }
  field.input.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return
    // Enter adds the language and does not save the form.
    event.preventDefault()
    add()
  })
  return element('div', { class: 'joined' }, field.root, names, button(languages.addButton, add))
}

const defaultLanguage = ({ state, registerField, redraw }: EditorActions): HTMLElement => {
  const { draft } = state
  const { languages } = messages.templates
  return registerField(
    selectField(
      {
        ...{ name: 'defaultLocale', ...languages.default, value: draft.defaultLocale },
        changed(value) {
          draft.defaultLocale = value
          redraw()
        },
      },
      draft.locales.map((locale) => [locale, languageName(locale)]),
    ),
  ).root
}
