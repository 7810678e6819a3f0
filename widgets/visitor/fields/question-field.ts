/** One question: its label, hint, error and inputs. They are associated with each other for assistive technology. */

import type { QuestionType } from '../../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import { element } from '../../shared/dom.ts'
import { directionOf } from '../messages/direction.ts'
import { cardNumberControl } from './card-number-control.ts'
import { choiceControl } from './choice-control.ts'
import type { Control, FieldContext } from './control.ts'
import { dateControl } from './date-control.ts'
import { expiryControl, inputControl, longTextControl } from './text-control.ts'

export interface QuestionField {
  readonly question: LocalisedQuestion
  readonly root: HTMLElement
  read(): string
  clear(): void
  /** Shows an error at the field, and exposes it to assistive technology. An empty list removes the error. */
  setError(sentence: readonly (string | Node)[]): void
  focus(): void
}

const widths: Readonly<Partial<Record<QuestionType, string>>> = {
  'card-expiry': 'narrow',
  'card-verification-code': 'narrow',
  pin: 'narrow',
  number: 'narrow',
  'card-number': 'medium',
  phone: 'medium',
  'national-id': 'medium',
}

const controlFor = (context: FieldContext): Control => {
  switch (context.question.type) {
    case 'yes-no':
    case 'choice':
      return choiceControl(context)
    case 'long-text':
      return longTextControl(context)
    case 'date':
      return dateControl(context)
    case 'card-number':
      return cardNumberControl(context)
    case 'card-expiry':
      return expiryControl(context)
    default:
      return inputControl(context)
  }
}

export const createQuestionField = (context: Omit<FieldContext, 'id'>): QuestionField => {
  const { question, sealed, messages } = context
  const pageLanguage = { lang: messages.locale, dir: directionOf(messages.locale) }
  const id = `question-${question.id}`
  const control = controlFor({ ...context, id })
  const { nodes, inputs, kind, read, clear } = control
  const isGroup = kind !== 'input'
  const optional = question.required
    ? []
    : [' ', element('span', { ...pageLanguage, class: 'optional' }, messages.field.optional)]
  const label = isGroup ? element('legend') : element('label', { for: id })
  label.append(question.label, ...optional)

  const hintText = question.hint ?? control.hint
  const hintLanguage = question.hint === undefined ? pageLanguage : {}
  const hint =
    hintText === undefined ? undefined : element('p', { class: 'hint', id: `${id}-hint`, ...hintLanguage }, hintText)
  const note = sealed
    ? element('p', { class: 'off-the-record', id: `${id}-note`, ...pageLanguage }, messages.field.offTheRecord)
    : undefined
  const error = element('p', { class: 'error', id: `${id}-error`, hidden: true, ...pageLanguage })
  const root = element(
    isGroup ? 'fieldset' : 'div',
    { class: `question type-${question.type} ${widths[question.type] ?? ''}` },
    label,
  )
  root.append(...[hint, ...nodes, error, note].filter((node) => node !== undefined))

  // ARIA 1.2: `aria-required` and `aria-invalid` apply to a radio group, not to a radio button.
  if (kind === 'radios') root.setAttribute('role', 'radiogroup')
  const validityTargets = kind === 'radios' ? [root] : inputs
  const descriptionTargets = isGroup ? [root] : inputs
  // Do not use the attribute `required`, because the page shows its own messages for missing answers.
  if (question.required) for (const target of validityTargets) target.setAttribute('aria-required', 'true')

  const describe = (hasError: boolean) => {
    root.classList.toggle('wrong', hasError)
    const ids = [hint, hasError ? error : undefined, note].flatMap((node) => node?.id ?? [])
    for (const target of descriptionTargets) {
      if (ids.length === 0) target.removeAttribute('aria-describedby')
      else target.setAttribute('aria-describedby', ids.join(' '))
    }
    for (const target of validityTargets) {
      if (hasError) target.setAttribute('aria-invalid', 'true')
      else target.removeAttribute('aria-invalid')
    }
  }
  describe(false)

  return {
    question,
    root,
    read,
    clear,
    setError: (sentence) => {
      const hasError = sentence.length > 0
      if (!hasError && error.hidden) return
      error.hidden = !hasError
      const prefix = element('span', { class: 'seen-by-readers-only' }, messages.error)
      error.replaceChildren(...(hasError ? [prefix, ...sentence] : []))
      describe(hasError)
    },
    focus: () => inputs[0]?.focus({ preventScroll: true }),
  }
}
