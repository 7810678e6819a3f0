/**
 * Shows a form as the visitor sees it: its context, its questions with their hints, the kind of each field, and what is off the
 * record. The words of the visitor's page are in the language of the form.
 */
import type { FormContext } from '../../../contracts/form-context.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { localise, type Template } from '../../../contracts/template.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import { contextList } from '../../shared/context-list.ts'
import { element } from '../../shared/dom.ts'
import type { LoadedMessages } from '../../shared/load-messages.ts'
import { dateExample, expiryExample, numberExample } from '../../visitor/examples.ts'
import { formatLocaleFor } from '../../visitor/messages/format-locale.ts'
import type { Messages } from '../messages/messages.ts'

/** A drawing of a field. It takes no input, and screen readers skip it. */
const drawing = (name: string, ...content: (Node | string)[]) =>
  element('span', { class: `drawn ${name}`, 'aria-hidden': 'true' }, ...content)

const drawnChoices = (labels: readonly string[]) =>
  element(
    'ul',
    { class: 'drawn-choices' },
    ...labels.map((label) => element('li', {}, drawing('radio'), element('bdi', {}, label))),
  )

/** More options than this are drawn as one list that opens. */
const maxDrawnOptions = 6

const fieldOf = ({ type, required, options = [], masked }: LocalisedQuestion, words: Messages): HTMLElement => {
  const noAnswer = required ? [] : [words.noAnswer]
  switch (type) {
    case 'yes-no':
      return drawnChoices([words.yes, words.no, ...noAnswer])
    case 'choice':
      return options.length > maxDrawnOptions
        ? drawing('list', '▾')
        : drawnChoices([...options.map(({ label }) => label), ...noAnswer])
    case 'long-text':
      return drawing('long')
    case 'date':
      return drawing('parts', drawing('part'), drawing('part'), drawing('part wide'))
    case 'card-number':
      return drawing('medium', masked ? '••••' : '0000 0000 0000 0000')
    case 'card-expiry':
      return drawing('narrow', '00/00')
    case 'card-verification-code':
    case 'pin':
      return drawing('narrow', '•••')
    default:
      return drawing('line', masked ? '••••' : '')
  }
}

/** Returns the hint of a question. Without one in the template, the visitor's page has hints of its own. */
const hintOf = (question: LocalisedQuestion, words: Messages, formatLocale: string): string | undefined => {
  if (question.hint !== undefined) return question.hint
  switch (question.type) {
    case 'date':
      return words.dateHint(dateExample(formatLocale, question, Date.now()))
    case 'card-expiry':
      return words.expiryHint(expiryExample(Date.now()))
    case 'number':
      return words.dateHint(numberExample(formatLocale))
    default:
      return undefined
  }
}

export interface PreviewedForm {
  readonly template: Template
  /** The language of the form. */
  readonly locale: string
  readonly context: FormContext | undefined
  /** The messages in the language of the form. */
  readonly words: LoadedMessages<Messages>
}

export const previewOf = ({ template, locale, context, words }: PreviewedForm): readonly HTMLElement[] => {
  const { title, intro, questions, locale: formLocale } = localise(template, locale)
  const formatLocale = formatLocaleFor(words.locale, [locale])
  const inFormLanguage = { lang: formLocale, dir: 'auto' }
  const inPageLanguage = { lang: words.locale, dir: 'auto' }
  const rowOf = (question: LocalisedQuestion) => {
    const hint = hintOf(question, words, formatLocale)
    return element(
      'li',
      {},
      element('bdi', { ...inFormLanguage, class: 'asked-label' }, question.label),
      question.required ? undefined : element('bdi', { ...inPageLanguage, class: 'quiet' }, ` ${words.optional}`),
      hint === undefined ? undefined : element('p', { ...inFormLanguage, class: 'quiet' }, hint),
      fieldOf(question, words),
      isOffTheRecord(question) ? element('p', { ...inPageLanguage, class: 'mark' }, words.offTheRecord) : undefined,
    )
  }
  return [
    element('p', { ...inFormLanguage, class: 'preview-title' }, title),
    ...(intro === undefined ? [] : [element('p', { ...inFormLanguage, class: 'quiet' }, intro)]),
    ...contextList(context, words.details, formatLocale),
    element('ol', { class: 'asked' }, ...questions.map(rowOf)),
  ]
}
