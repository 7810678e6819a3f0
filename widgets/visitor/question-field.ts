/** One question as native inputs: a visible label, a hint, its error, and what browsers and phones need to help with it. */
import type { QuestionType } from '../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import { button, element } from '../shared/dom.ts'
import { offTheRecordWords } from './words.ts'

export interface QuestionField {
  readonly question: LocalisedQuestion
  readonly root: HTMLElement
  read(): string
  clear(): void
  /** Shows what is wrong beside the field and tells assistive technology; nothing takes it away again. */
  setError(words: string | undefined): void
  focus(): void
}

/** https://html.spec.whatwg.org/#autofill and inputmode: WCAG 1.3.5, and the right keyboard on a phone. */
const inputAttributes: Readonly<Partial<Record<QuestionType, Readonly<Record<string, string>>>>> = {
  number: { inputmode: 'decimal' },
  email: { type: 'email', autocomplete: 'email', inputmode: 'email', spellcheck: 'false' },
  phone: { type: 'tel', autocomplete: 'tel' },
  date: { type: 'date' },
  'card-number': { autocomplete: 'cc-number', inputmode: 'numeric', maxlength: '40' },
  'card-expiry': { autocomplete: 'cc-exp', placeholder: 'MM/YY', maxlength: '9' },
  'card-verification-code': { autocomplete: 'cc-csc', inputmode: 'numeric', maxlength: '8' },
  pin: { autocomplete: 'off', inputmode: 'numeric', maxlength: '24' },
  iban: { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' },
  'national-id': { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' },
}

/** Names that templates commonly give, for which the browser knows an answer. A custom one may name its questions alike. */
const autocompleteOf: Readonly<Record<string, string>> = {
  'cardholder-name': 'cc-name',
  'full-name': 'name',
  'given-name': 'given-name',
  'family-name': 'family-name',
  'date-of-birth': 'bday',
  'postal-code': 'postal-code',
}

/** The page's own words are English, whatever the template's language (WCAG 3.1.2). */
const ownWords = { lang: 'en' } as const

const widths: Readonly<Partial<Record<QuestionType, string>>> = {
  'card-expiry': 'narrow',
  'card-verification-code': 'narrow',
  pin: 'narrow',
  date: 'narrow',
  number: 'narrow',
  'card-number': 'medium',
  phone: 'medium',
  'national-id': 'medium',
}

interface Control {
  readonly nodes: readonly Node[]
  /** Those that carry `aria-invalid` and the description; the first takes the focus. */
  readonly inputs: readonly (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]
  read(): string
  clear(): void
}

const single = (
  input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  ...beside: readonly Node[]
): Control => ({
  nodes: beside.length === 0 ? [input] : [element('div', { class: 'with-button' }, input, ...beside)],
  inputs: [input],
  read: () => input.value,
  clear: () => {
    input.value = ''
  },
})

/** Hidden like a password, with a button to look: nobody should have to type 16 digits blindly. */
const showButton = (input: HTMLInputElement, label: string): HTMLButtonElement => {
  const toggle = button('Show', () => {
    const shown = input.type === 'text'
    input.type = shown ? 'password' : 'text'
    toggle.textContent = shown ? 'Show' : 'Hide'
    toggle.setAttribute('aria-label', `${shown ? 'Show' : 'Hide'}: ${label}`)
  })
  toggle.setAttribute('aria-label', `Show: ${label}`)
  toggle.lang = ownWords.lang
  return toggle
}

const inputControl = (question: LocalisedQuestion, id: string, sealed: boolean): Control => {
  const { type, label, masked } = question
  const hidden = (masked || sealed) && type !== 'date'
  const attributes = { autocomplete: autocompleteOf[question.id], ...inputAttributes[type] }
  const input = element('input', { id, type: 'text', ...attributes, ...(hidden ? { type: 'password' } : {}) })
  return hidden ? single(input, showButton(input, label)) : single(input)
}

const longestRadioList = 6

const optionsOf = ({ type, options = [] }: LocalisedQuestion) =>
  type === 'yes-no'
    ? [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]
    : options

const radioControl = (question: LocalisedQuestion, id: string): Control => {
  const radios = optionsOf(question).map(({ value, label }, index) => {
    const input = element('input', { type: 'radio', name: id, id: index === 0 ? id : `${id}-${index}`, value })
    return { input, row: element('label', { class: 'choice' }, input, label) }
  })
  return {
    nodes: radios.map(({ row }) => row),
    inputs: radios.map(({ input }) => input),
    read: () => radios.find(({ input }) => input.checked)?.input.value ?? '',
    clear: () => {
      for (const { input } of radios) input.checked = false
    },
  }
}

const selectControl = (question: LocalisedQuestion, id: string): Control =>
  single(
    element(
      'select',
      { id },
      element('option', { value: '' }, 'Choose…'),
      ...optionsOf(question).map(({ value, label }) => element('option', { value }, label)),
    ),
  )

const isGroup = ({ type, options = [] }: LocalisedQuestion) =>
  type === 'yes-no' || (type === 'choice' && options.length <= longestRadioList)

const controlFor = (question: LocalisedQuestion, id: string, sealed: boolean): Control => {
  if (isGroup(question)) return radioControl(question, id)
  if (question.type === 'choice') return selectControl(question, id)
  if (question.type === 'long-text') return single(element('textarea', { id, rows: 4 }))
  return inputControl(question, id, sealed)
}

/** `sealed` is the page's own judgement, not the form's mark. */
export const createQuestionField = (question: LocalisedQuestion, sealed: boolean): QuestionField => {
  const id = `question-${question.id}`
  const { nodes, inputs, read, clear } = controlFor(question, id, sealed)
  const group = isGroup(question)
  const optional = question.required ? undefined : element('span', ownWords, ' (optional)')
  const label = group
    ? element('legend', {}, question.label, optional)
    : element('label', { for: id }, question.label, optional)
  const hint = question.hint && element('p', { class: 'hint', id: `${id}-hint` }, question.hint)
  const note = sealed && element('p', { class: 'off-the-record', id: `${id}-note`, ...ownWords }, offTheRecordWords)
  const error = element('p', { class: 'error', id: `${id}-error`, hidden: true, ...ownWords })
  const root = element(group ? 'fieldset' : 'div', { class: `question ${widths[question.type] ?? ''}` }, label)
  root.append(...[hint, error, ...nodes, note].filter((node) => node instanceof Node))

  const describe = (wrong: boolean) => {
    root.classList.toggle('wrong', wrong)
    const parts = [hint && `${id}-hint`, wrong && `${id}-error`, note && `${id}-note`].filter(Boolean).join(' ')
    for (const described of group ? [root] : inputs) {
      if (parts === '') described.removeAttribute('aria-describedby')
      else described.setAttribute('aria-describedby', parts)
    }
    for (const input of inputs) {
      if (wrong) input.setAttribute('aria-invalid', 'true')
      else input.removeAttribute('aria-invalid')
    }
  }
  describe(false)
  for (const input of inputs) if (question.required) input.setAttribute('aria-required', 'true')

  return {
    question,
    root,
    read,
    clear,
    setError: (words) => {
      error.hidden = words === undefined
      error.replaceChildren(
        ...(words === undefined ? [] : [element('span', { class: 'seen-by-readers-only' }, 'Error: '), words]),
      )
      describe(words !== undefined)
    },
    focus: () => inputs[0]?.focus(),
  }
}
