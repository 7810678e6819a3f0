/** A form of fields that are saved together. It shows errors at the fields and in a summary, which takes the focus. */
import type { FieldError } from '../../../contracts/problem.ts'
import type { Reply } from '../../shared/api-client.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import type { Field } from './field.ts'

export interface Form {
  readonly root: HTMLFormElement
  /** Shows these errors and clears earlier ones. */
  showErrors(errors: readonly FieldError[], sentence?: string): void
  /** Shows a summary with a line per note. A note with `mustDecide` is also shown at the field that it is about. */
  showSummary(sentence: string, notes: readonly SummaryNote[]): void
}

export interface SummaryNote {
  /** What the note is about: the name of a field, or another subject. */
  readonly about: string
  readonly text: string
  readonly mustDecide: boolean
}

export interface FormOptions {
  readonly save: string
  /** True if what the form does cannot be undone. */
  readonly isDangerous?: boolean
  /** True if the view has another main button. */
  readonly isSecondary?: boolean
  /** True if the Enter key in any field submits the form, as a search. It changes nothing. */
  readonly isSearch?: boolean
  /** Returns the current fields. Called for each summary, because fields are added and removed. */
  fields(): readonly Field[]
  readonly content: readonly Node[]
  readonly extraButtons?: readonly Node[]
  submit(): Promise<void>
}

/** Finds the field for the path of an error. If there is none, finds the field for the nearest parent path. */
const fieldFor = (fields: readonly Field[], path: string): Field | undefined => {
  const exact = fields.find(({ name }) => name === path)
  if (exact !== undefined || path === '') return exact
  return fieldFor(fields, path.slice(0, Math.max(0, path.lastIndexOf('.'))))
}

export const createForm = (options: FormOptions): Form => {
  const {
    save,
    isDangerous = false,
    isSecondary = false,
    isSearch = false,
    fields,
    content,
    extraButtons = [],
    submit,
  } = options
  const summary = element('div', { class: 'summary', tabindex: -1, role: 'group', hidden: true })
  const saveButton = button(save, () => isSearch || root.requestSubmit(), {
    type: isSearch ? 'submit' : 'button',
    class: isDangerous ? 'danger' : isSecondary ? undefined : 'main',
  })
  const root = element(
    'form',
    { novalidate: true, class: 'form' },
    summary,
    ...content,
    element('div', { class: 'buttons' }, saveButton, ...extraButtons),
  )
  root.addEventListener('submit', (event) => {
    event.preventDefault()
    if (saveButton.getAttribute('aria-disabled') === 'true') return
    setBusy(saveButton, true)
    void submit().finally(() => setBusy(saveButton, false))
  })
  const showSummary: Form['showSummary'] = (sentence, notes) => {
    const currentFields = fields()
    for (const field of currentFields) field.setError(undefined)
    const lines = notes.map(({ about, text, mustDecide }) => {
      const field = fieldFor(currentFields, about)
      if (mustDecide) field?.setError(text)
      return line(about, field, text)
    })
    summary.hidden = sentence === ''
    if (summary.hidden) return summary.replaceChildren()
    const id = 'summary-title'
    summary.setAttribute('aria-labelledby', id)
    summary.replaceChildren(element('h2', { id }, sentence), element('ul', {}, ...lines))
    summary.focus()
  }
  return {
    root,
    showSummary,
    showErrors(errors, sentence = '') {
      const current = fields()
      const textOf = (error: FieldError) => {
        const field = fieldFor(current, error.field)
        return field?.problem?.(error, field.input.value) ?? messages.problems[error.code]
      }
      const notes = errors.map((error) => ({ about: error.field, text: textOf(error), mustDecide: true }))
      showSummary(errors.length === 0 ? sentence : messages.wrongFields(errors.length), notes)
    },
  }
}

const line = (path: string, field: Field | undefined, text: string): HTMLElement => {
  if (field === undefined) return element('li', {}, `${path}: ${text}`)
  const link = element('a', { href: `#${field.input.id}` }, `${field.label}: ${text}`)
  link.addEventListener('click', (event) => {
    event.preventDefault()
    field.input.focus()
  })
  return element('li', {}, link)
}

/** Returns the message for a failed call. */
export const failureMessage = (reply: Exclude<Reply<unknown>, { outcome: 'done' }>): string =>
  reply.outcome === 'unclear' ? messages.unclear : (messages.refused[reply.code] ?? messages.unclear)

/** Shows in the form why a call failed. Each error appears at the field that the service named. */
export const showRefusal = (form: Form, reply: Exclude<Reply<unknown>, { outcome: 'done' }>): void =>
  form.showErrors(reply.outcome === 'refused' ? reply.errors : [], failureMessage(reply))
