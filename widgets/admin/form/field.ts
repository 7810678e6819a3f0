/**
 * A labelled input with its hint and its error. The label, the hint and the error are associated with the input for assistive
 * technology.
 */
import type { FieldError } from '../../../contracts/problem.ts'
import { element } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'

/** Returns the sentence for an error, from what the field contains. Undefined for the usual sentence of its code. */
export type FieldProblem = (error: FieldError, value: string) => string | undefined

export interface Field {
  /** The dotted path of the field in the contract. */
  readonly name: string
  readonly label: string
  readonly root: HTMLElement
  readonly input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
  /** Returns the sentence for an error of this field, if it has its own. */
  readonly problem: FieldProblem | undefined
  setError(sentence: string | undefined): void
}

export interface FieldOptions {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly kind?: 'line' | 'lines' | 'number' | 'date-time'
  /** The unit of the value, shown after the input. */
  readonly unit?: string
  readonly problem?: string | FieldProblem
  readonly lang?: string
  changed?(value: string): void
}

let fieldCount = 0

const labelledField = (
  { name, label, hint, lang, unit, problem, changed }: FieldOptions,
  id: string,
  input: Field['input'],
): Field => {
  const error = element('p', { class: 'error', id: `${id}-error`, hidden: true })
  const hintElement = hint === undefined ? undefined : element('p', { class: 'hint', id: `${id}-hint` }, hint)
  input.id = id
  if (lang !== undefined) input.lang = lang
  const unitElement = unit === undefined ? undefined : element('span', { id: `${id}-unit` }, unit)
  const control = unitElement === undefined ? input : element('div', { class: 'with-unit' }, input, unitElement)
  const root = element('div', { class: 'field' }, element('label', { for: id }, label), hintElement, error, control)
  const describe = () => {
    const ids = [unitElement, hintElement, error.hidden ? undefined : error].flatMap((node) => node?.id ?? [])
    if (ids.length === 0) input.removeAttribute('aria-describedby')
    else input.setAttribute('aria-describedby', ids.join(' '))
  }
  describe()
  input.addEventListener('input', () => changed?.(input.value))
  return {
    ...{ name, label, root, input },
    problem: typeof problem === 'string' ? () => problem : problem,
    setError(sentence) {
      error.hidden = sentence === undefined
      const prefix = element('span', { class: 'seen-by-readers-only' }, messages.error)
      error.replaceChildren(...(sentence === undefined ? [] : [prefix, sentence]))
      root.classList.toggle('wrong', sentence !== undefined)
      if (sentence === undefined) input.removeAttribute('aria-invalid')
      else input.setAttribute('aria-invalid', 'true')
      describe()
    },
  }
}

const nextId = (name: string): string => {
  fieldCount += 1
  return `field-${fieldCount}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`
}

export const textField = (options: FieldOptions): Field => {
  const input =
    options.kind === 'lines'
      ? element('textarea', { rows: 3 })
      : element('input', { type: options.kind === 'date-time' ? 'datetime-local' : 'text', autocomplete: 'off' })
  if (options.kind === 'number') input.setAttribute('inputmode', 'numeric')
  input.value = options.value
  return labelledField(options, nextId(options.name), input)
}

export const selectField = (
  field: FieldOptions,
  options: readonly (readonly [value: string, text: string])[],
): Field => {
  const select = element('select', {}, ...options.map(([value, text]) => element('option', { value }, text)))
  select.value = field.value
  return labelledField(field, nextId(field.name), select)
}

/** A checkbox with its label after it. */
export const checkbox = (label: string, checked: boolean, changed: (checked: boolean) => void): HTMLElement => {
  const input = element('input', { type: 'checkbox', checked })
  input.checked = checked
  input.addEventListener('change', () => changed(input.checked))
  return element('label', { class: 'tick' }, input, element('span', {}, label))
}
