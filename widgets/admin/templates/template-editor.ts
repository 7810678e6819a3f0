/** Writes the next version of a template: languages side by side, beside what the visitor will see. */
import { Locale, type TemplateId } from '../../../contracts/identifiers.ts'
import { putTemplate } from '../../../contracts/steps/put-template.ts'
import { TemplateDraft } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { type Field, selectField, textField } from '../form/field.ts'
import { wrongFields } from '../form/field-errors.ts'
import { createForm, type Form, showRefusal } from '../form/form.ts'
import { words } from '../messages/en.ts'
import type { Desk } from '../view.ts'
import { type Draft, newQuestion, wireOf } from './draft.ts'
import { texts } from './localised-text-fields.ts'
import { createPreview } from './preview.ts'
import { questionEditor } from './question-editor.ts'

export interface TemplateEditorOf {
  readonly desk: Desk
  readonly templateId: TemplateId
  readonly draft: Draft
  saved(version: number): void
  /** Why nothing is to be saved now; nothing when it may be. */
  heldUpBy(): Promise<string | undefined>
}

export const templateEditor = ({ desk, templateId, draft, saved, heldUpBy }: TemplateEditorOf): HTMLElement => {
  const { service, say, unsaved } = desk
  let fields: Field[] = []
  const preview = createPreview(draft)
  const changed = () => {
    unsaved(true)
    preview.update()
  }
  const place = element('div', { class: 'form' })
  const draw = () => {
    fields = []
    place.replaceChildren(
      ...parts(draft, { keep, changed, redraw, wrong: (field) => form.show([{ field, code: 'bad-format' }]) }),
    )
  }
  const keep = (field: Field): Field => {
    fields.push(field)
    return field
  }
  const redraw = (focusAt?: number) => {
    draw()
    preview.update()
    if (focusAt !== undefined) place.querySelector<HTMLElement>(`[data-question="${focusAt}"] input`)?.focus()
  }
  const form: Form = createForm({
    save: words.templates.saveAs,
    fields: () => fields,
    content: [place],
    async submit() {
      const errors = wrongFields(TemplateDraft, wireOf(draft))
      if (errors.length > 0) return form.show(errors)
      say('')
      const hold = await heldUpBy()
      if (hold !== undefined) return form.show([], hold)
      const body = TemplateDraft.parse(wireOf(draft))
      const reply = await service.ask(putTemplate, { path: { templateId }, body })
      if (reply.outcome !== 'done') return showRefusal(form, reply)
      form.show([])
      unsaved(false)
      saved(reply.value.version)
      say(words.templates.savedAs(reply.value.version))
    },
  })
  draw()
  return element('div', { class: 'editor' }, form.root, preview.root)
}

interface Parts {
  keep(field: Field): Field
  changed(): void
  redraw(focusAt?: number): void
  wrong(field: string): void
}

const parts = (draft: Draft, { keep, changed, redraw, wrong }: Parts): readonly Node[] => {
  const { locales } = draft
  const line = (key: 'accent' | 'logo') =>
    keep(
      textField({
        ...{ name: `theme.${key}`, ...words.templates[key], value: draft[key] },
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
    languages(draft, { keep, changed, redraw, wrong }),
    element('h2', {}, words.templates.texts),
    texts({ name: 'title', ...words.templates.name, text: draft.title, locales, changed }, keep),
    texts({ name: 'intro', ...words.templates.intro, text: draft.intro, locales, changed, kind: 'lines' }, keep),
    texts({ name: 'submitLabel', ...words.templates.submitLabel, text: draft.submitLabel, locales, changed }, keep),
    element('h2', {}, words.templates.look),
    element('div', { class: 'grid' }, line('accent'), line('logo')),
    element('h2', {}, words.templates.questions),
    ...draft.questions.map((question, index) => questionEditor({ draft, question, index, keep, changed, redraw })),
    button(words.templates.addQuestion, addQuestion),
  ]
}

const languages = (draft: Draft, { keep, changed, redraw, wrong }: Parts): HTMLElement => {
  const { locales, defaultLocale } = draft
  const last = keep(
    selectField(
      {
        ...{ name: 'defaultLocale', ...words.templates.defaultLocale, value: defaultLocale },
        changed(value) {
          draft.defaultLocale = value
          changed()
          redraw()
        },
      },
      locales.map((locale) => [locale, locale]),
    ),
  )
  const added = keep(textField({ name: 'locales', ...words.templates.addLocale, value: '' }))
  const add = () => {
    const locale = Locale.safeParse(added.input.value.trim())
    if (!locale.success || locales.includes(locale.data)) return wrong('locales')
    draft.locales.push(locale.data)
    changed()
    redraw()
  }
  const removes = locales
    .filter((locale) => locale !== defaultLocale)
    .map((locale) => {
      const remove = () => {
        draft.locales = draft.locales.filter((each) => each !== locale)
        changed()
        redraw()
      }
      return button(words.templates.removeLocale(locale), remove, { class: 'compact' })
    })
  return element(
    'section',
    { class: 'card', 'aria-labelledby': 'languages-title' },
    element('h2', { id: 'languages-title' }, words.templates.languages),
    last.root,
    element('div', { class: 'joined' }, added.root, button(words.templates.add, add)),
    removes.length === 0 ? undefined : element('div', { class: 'buttons' }, ...removes),
  )
}
