/** A collapsed section of the form editor, and the section with the texts of the form. */
import { element } from '../../shared/dom.ts'
import { textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { EditorActions, EditorPart } from './editor-state.ts'
import { localisedTextField } from './localised-text-field.ts'

/** A section that a press on its title opens. */
export const collapsedSection = (
  name: string,
  title: string,
  isOpen: boolean,
): { readonly root: HTMLDetailsElement; readonly content: HTMLElement } => {
  const content = element('div', { class: 'section-content' })
  const root = element(
    'details',
    { class: 'section', 'data-section': name, open: isOpen },
    element('summary', {}, element('h2', {}, title)),
    content,
  )
  return { root, content }
}

/** The title, the introduction and the text of the button. Before the first save, also the id of the form. */
export const textsSection = (actions: EditorActions): EditorPart => {
  const { state, registerField, changed } = actions
  const { editor } = messages.templates
  const { root, content } = collapsedSection('texts', editor.texts, state.version === 0)
  const idSection = () => {
    if (state.version > 0) return undefined
    const field = registerField(
      textField({
        ...{ name: 'templateId', ...editor.formId, value: state.typedId },
        changed(value) {
          state.typedId = value.trim()
          changed()
        },
      }),
    )
    return element('details', { class: 'advanced' }, element('summary', {}, editor.advanced), field.root)
  }
  return {
    root,
    draw() {
      const { draft } = state
      const fields = [
        localisedTextField({ name: 'title', ...editor.title, text: draft.title }, actions),
        localisedTextField(
          { name: 'intro', ...editor.introduction, text: draft.intro, kind: 'lines', isOptional: true },
          actions,
        ),
        localisedTextField(
          { name: 'submitLabel', ...editor.buttonText, text: draft.submitLabel, isOptional: true },
          actions,
        ),
        idSection(),
      ]
      content.replaceChildren(...fields.filter((field) => field !== undefined))
    },
  }
}
