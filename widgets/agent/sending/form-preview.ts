/** Shows a form as the visitor sees it: its questions with their hints, the kind of each field, and what is off the record. */
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { localise, type Template } from '../../../contracts/template.ts'
import type { LocalisedQuestion } from '../../../contracts/visitor-template.ts'
import { element } from '../../shared/dom.ts'
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

const fieldOf = ({ type, options = [], masked }: LocalisedQuestion, messages: Messages): HTMLElement => {
  switch (type) {
    case 'yes-no':
      return drawnChoices([messages.yes, messages.no])
    case 'choice':
      return options.length > maxDrawnOptions ? drawing('list', '▾') : drawnChoices(options.map(({ label }) => label))
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

export const previewOf = (template: Template, locale: string, messages: Messages): readonly HTMLElement[] => {
  const { title, intro, questions, locale: formLocale } = localise(template, locale)
  const inFormLanguage = { lang: formLocale, dir: 'auto' }
  const rowOf = (question: LocalisedQuestion) =>
    element(
      'li',
      {},
      element('bdi', { ...inFormLanguage, class: 'asked-label' }, question.label),
      question.required ? undefined : element('span', { class: 'quiet' }, ` (${messages.optional})`),
      question.hint === undefined ? undefined : element('p', { ...inFormLanguage, class: 'quiet' }, question.hint),
      fieldOf(question, messages),
      isOffTheRecord(question) ? element('p', { class: 'mark' }, messages.offTheRecord) : undefined,
    )
  return [
    element('p', { ...inFormLanguage, class: 'preview-title' }, title),
    ...(intro === undefined ? [] : [element('p', { ...inFormLanguage, class: 'quiet' }, intro)]),
    element('ol', { class: 'asked' }, ...questions.map(rowOf)),
  ]
}
