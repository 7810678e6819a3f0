/** Previews the questions of a form before it is sent. */
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { localise, type Template } from '../../../contracts/template.ts'
import { element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'

export const previewOf = (template: Template, locale: string, messages: Messages): readonly HTMLElement[] => {
  const { intro, questions, locale: formLocale } = localise(template, locale)
  const marksOf = (question: (typeof questions)[number]) => [
    ...(question.required ? [] : [messages.optional]),
    ...(isOffTheRecord(question) ? [messages.offTheRecord] : []),
  ]
  const questionItems = questions.map((question) => {
    const marks = marksOf(question).join(', ')
    return element(
      'li',
      {},
      element('bdi', { lang: formLocale }, question.label),
      marks === '' ? undefined : element('span', { class: 'quiet' }, ` (${marks})`),
    )
  })
  return [
    ...(intro === undefined ? [] : [element('p', { class: 'quiet small', lang: formLocale }, intro)]),
    element('ol', { class: 'asked' }, ...questionItems),
  ]
}
