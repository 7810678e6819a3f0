/** The bar that stays in view: the edited language with its completeness, the state of the draft, and *Save*. */
import { button, element, setBusy } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import { completenessOf } from './draft-texts.ts'
import type { EditorPart, EditorState } from './editor-state.ts'
import { languageName } from './language-name.ts'

export interface EditorBar extends EditorPart {
  showState(text: string, isUnsaved: boolean): void
  save(): void
}

export const editorBar = (
  state: EditorState,
  { editLanguage, save }: { editLanguage(locale: string): void; save(): Promise<void> },
): EditorBar => {
  const { editor } = messages.templates
  const select = element('select', { id: 'edited-language' })
  select.addEventListener('change', () => editLanguage(select.value))
  const status = element('p', { class: 'editor-state', role: 'status' })
  const press = async () => {
    setBusy(saveButton, true)
    await save()
    setBusy(saveButton, false)
  }
  const saveButton = button(messages.save, () => void press(), {
    class: 'main',
    'aria-keyshortcuts': 'Control+S Meta+S',
  })
  const optionText = (locale: string) => {
    const { filled, total } = completenessOf(state.draft, locale)
    return editor.languageOption(languageName(locale), filled, total, locale === state.draft.defaultLocale)
  }
  return {
    root: element(
      'div',
      { class: 'editor-bar' },
      element('div', { class: 'edited-language' }, element('label', { for: select.id }, editor.language), select),
      status,
      saveButton,
    ),
    draw() {
      select.replaceChildren(...state.draft.locales.map((value) => element('option', { value }, optionText(value))))
      select.value = state.locale
    },
    refresh() {
      for (const option of select.options) option.textContent = optionText(option.value)
    },
    showState(text, isUnsaved) {
      if (status.textContent !== text) status.textContent = text
      status.classList.toggle('unsaved', isUnsaved)
    },
    save: () => saveButton.click(),
  }
}
