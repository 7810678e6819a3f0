/** One question: its label, its hint, its error, and the inputs that answer it, bound together for assistive technology. */

import type { QuestionType } from '../../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../../contracts/template.ts'
import { element } from '../../shared/dom.ts'
import { directionOf } from '../messages/direction.ts'
import { cardNumberControl } from './card-number-control.ts'
import { choiceControl } from './choice-control.ts'
import type { Control, FieldContext } from './control.ts'
import { dateControl } from './date-control.ts'
import { inputControl, longTextControl } from './text-control.ts'

export interface QuestionField {
  readonly question: LocalisedQuestion
  readonly root: HTMLElement
  read(): string
  clear(): void
  /** Shows what is wrong beside the field and tells assistive technology; an empty list takes it away again. */
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

const controlFor = (asked: FieldContext): Control => {
  switch (asked.question.type) {
    case 'yes-no':
    case 'choice':
      return choiceControl(asked)
    case 'long-text':
      return longTextControl(asked)
    case 'date':
      return dateControl(asked)
    case 'card-number':
      return cardNumberControl(asked)
    default:
      return inputControl(asked)
  }
}

export const createQuestionField = (asked: Omit<FieldContext, 'id'>): QuestionField => {
  const { question, sealed, messages } = asked
  const own = { lang: messages.locale, dir: directionOf(messages.locale) }
  const id = `question-${question.id}`
  const control = controlFor({ ...asked, id })
  const { nodes, inputs, kind, read, clear } = control
  const isGroup = kind !== 'input'
  const optional = question.required
    ? []
    : [' ', element('span', { ...own, class: 'optional' }, messages.field.optional)]
  const label = isGroup ? element('legend') : element('label', { for: id })
  label.append(question.label, ...optional)

  const hintText = question.hint ?? control.hint
  const hintLanguage = question.hint === undefined ? own : {}
  const hint =
    hintText === undefined ? undefined : element('p', { class: 'hint', id: `${id}-hint`, ...hintLanguage }, hintText)
  const note = sealed
    ? element('p', { class: 'off-the-record', id: `${id}-note`, ...own }, messages.field.offTheRecord)
    : undefined
  const error = element('p', { class: 'error', id: `${id}-error`, hidden: true, ...own })
  const root = element(isGroup ? 'fieldset' : 'div', { class: `question ${widths[question.type] ?? ''}` }, label)
  root.append(...[hint, note, error, ...nodes].filter((node) => node !== undefined))

  // ARIA 1.2: a single radio button can be neither required nor invalid; the group of them can.
  if (kind === 'radios') root.setAttribute('role', 'radiogroup')
  const judged = kind === 'radios' ? [root] : inputs
  const described = isGroup ? [root] : inputs
  // Not the attribute `required`: the page says itself, and in its own words, what is missing.
  if (question.required) for (const target of judged) target.setAttribute('aria-required', 'true')

  const describe = (wrong: boolean) => {
    root.classList.toggle('wrong', wrong)
    const ids = [hint, wrong ? error : undefined, note].flatMap((node) => node?.id ?? [])
    for (const target of described) {
      if (ids.length === 0) target.removeAttribute('aria-describedby')
      else target.setAttribute('aria-describedby', ids.join(' '))
    }
    for (const target of judged) {
      if (wrong) target.setAttribute('aria-invalid', 'true')
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
      const isWrong = sentence.length > 0
      error.hidden = !isWrong
      const before = element('span', { class: 'seen-by-readers-only' }, messages.error)
      error.replaceChildren(...(isWrong ? [before, ...sentence] : []))
      describe(isWrong)
    },
    focus: () => inputs[0]?.focus({ preventScroll: true }),
  }
}
