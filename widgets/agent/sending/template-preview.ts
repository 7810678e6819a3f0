/** What a form will ask, before it is sent. */
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { localise, type Template } from '../../../contracts/template.ts'
import { element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'

export const previewOf = (template: Template, locale: string, words: Messages): readonly HTMLElement[] => {
  const { intro, questions, locale: spoken } = localise(template, locale)
  const about = (question: (typeof questions)[number]) => [
    ...(question.required ? [] : [words.optional]),
    ...(isOffTheRecord(question) ? [words.offTheRecord] : []),
  ]
  const asked = questions.map((question) => {
    const marks = about(question).join(', ')
    return element(
      'li',
      {},
      element('bdi', { lang: spoken }, question.label),
      marks === '' ? undefined : element('span', { class: 'quiet' }, ` (${marks})`),
    )
  })
  return [
    ...(intro === undefined ? [] : [element('p', { class: 'quiet small', lang: spoken }, intro)]),
    element('ol', { class: 'asked' }, ...asked),
  ]
}
