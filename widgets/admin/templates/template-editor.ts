/** Edits the next version of a template. The languages are side by side, next to a preview. */
import { Locale, type TemplateId } from '../../../contracts/identifiers.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { type Field, selectField, textField } from '../form/field.ts'
import { createForm, type Form, showRefusal } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'
import { type Draft, newQuestion, templateBodyOf } from './draft.ts'
import { localisedTextFields } from './localised-text-fields.ts'
import { createPreview } from './preview.ts'
import { questionEditor } from './question-editor.ts'

export interface TemplateEditorOptions {
  readonly context: ViewContext
  readonly templateId: TemplateId
  readonly draft: Draft
  saved(version: number): void
  /** Returns the reason why the template should not be saved now, or undefined if it can be saved. */
  checkBeforeSave(): Promise<string | undefined>
}

export const templateEditor = ({
  context,
  templateId,
  draft,
  saved,
  checkBeforeSave,
}: TemplateEditorOptions): HTMLElement => {
  const { service, announce, setUnsaved } = context
  let fields: Field[] = []
  const preview = createPreview(draft)
  const changed = () => {
    setUnsaved(true)
    preview.update()
  }
  const container = element('div', { class: 'form' })
  const draw = () => {
    fields = []
    container.replaceChildren(
      ...editorSections(draft, {
        registerField,
        changed,
        redraw,
        showFieldError: (field) => form.showErrors([{ field, code: 'bad-format' }]),
      }),
    )
  }
  const registerField = (field: Field): Field => {
    fields.push(field)
    return field
  }
  const redraw = (focusAt?: number) => {
    draw()
    preview.update()
    if (focusAt !== undefined) container.querySelector<HTMLElement>(`[data-question="${focusAt}"] input`)?.focus()
  }
  const form: Form = createForm({
    save: messages.templates.saveAs,
    fields: () => fields,
    content: [container],
    async submit() {
      const errors = draftErrors(TemplateDraft, templateBodyOf(draft))
      if (errors.length > 0) return form.showErrors(errors)
      announce('')
      const reason = await checkBeforeSave()
      if (reason !== undefined) return form.showErrors([], reason)
      const body = TemplateDraft.parse(templateBodyOf(draft))
      const reply = await service.call(putTemplate, { path: { templateId }, body })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.showErrors([])
      setUnsaved(false)
      saved(reply.value.version)
      announce(messages.templates.savedAs(reply.value.version))
    },
  })
  draw()
  return element('div', { class: 'editor' }, form.root, preview.root)
}

interface EditorCallbacks {
  registerField(field: Field): Field
  changed(): void
  redraw(focusAt?: number): void
  showFieldError(field: string): void
}

const editorSections = (
  draft: Draft,
  { registerField, changed, redraw, showFieldError }: EditorCallbacks,
): readonly Node[] => {
  const { locales } = draft
  const themeField = (key: 'accent' | 'logo') =>
    registerField(
      textField({
        ...{ name: `theme.${key}`, ...messages.templates[key], value: draft[key] },
        changed(value) {
          draft[key] = value.trim()
          changed()
        },
      }),
    ).root
  const addQuestion = () => {
    draft.questions.push(newQuestion(draft.questions.length + 1))
    changed()
    redraw(draft.questions.length - 1)
  }
  return [
    languages(draft, { registerField, changed, redraw, showFieldError }),
    element('h2', {}, messages.templates.texts),
    localisedTextFields(
      { name: 'title', ...messages.templates.name, text: draft.title, locales, changed },
      registerField,
    ),
    localisedTextFields(
      { name: 'intro', ...messages.templates.intro, text: draft.intro, locales, changed, kind: 'lines' },
      registerField,
    ),
    localisedTextFields(
      { name: 'submitLabel', ...messages.templates.submitLabel, text: draft.submitLabel, locales, changed },
      registerField,
    ),
    element('h2', {}, messages.templates.look),
    element('div', { class: 'grid' }, themeField('accent'), themeField('logo')),
    element('h2', {}, messages.templates.questions),
    ...draft.questions.map((question, index) =>
      questionEditor({ draft, question, index, registerField, changed, redraw }),
    ),
    button(messages.templates.addQuestion, addQuestion),
  ]
}

const languages = (draft: Draft, { registerField, changed, redraw, showFieldError }: EditorCallbacks): HTMLElement => {
  const { locales, defaultLocale } = draft
  const defaultLocaleField = registerField(
    selectField(
      {
        ...{ name: 'defaultLocale', ...messages.templates.defaultLocale, value: defaultLocale },
        changed(value) {
          draft.defaultLocale = value
          changed()
          redraw()
        },
      },
      locales.map((locale) => [locale, locale]),
    ),
  )
  const newLocaleField = registerField(textField({ name: 'locales', ...messages.templates.addLocale, value: '' }))
  const add = () => {
    const locale = Locale.safeParse(newLocaleField.input.value.trim())
    if (!locale.success || locales.includes(locale.data)) return showFieldError('locales')
    draft.locales.push(locale.data)
    changed()
    redraw()
  }
  const removeButtons = locales
    .filter((locale) => locale !== defaultLocale)
    .map((locale) => {
      const remove = () => {
        draft.locales = draft.locales.filter((each) => each !== locale)
        changed()
        redraw()
      }
      return button(messages.templates.removeLocale(locale), remove, { class: 'compact' })
    })
  return element(
    'section',
    { class: 'card', 'aria-labelledby': 'languages-title' },
    element('h2', { id: 'languages-title' }, messages.templates.languages),
    defaultLocaleField.root,
    element('div', { class: 'joined' }, newLocaleField.root, button(messages.templates.add, add)),
    removeButtons.length === 0 ? undefined : element('div', { class: 'buttons' }, ...removeButtons),
  )
}
