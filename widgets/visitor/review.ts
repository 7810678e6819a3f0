/**
 * The review before *Send*. Shows the answers, so that the visitor can check them (WCAG 3.3.4). Masks the answers to masked
 * questions.
 */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { button, element, setBusy } from '../shared/dom.ts'
import { masthead } from './masthead.ts'
import { bidiIsolate, directionOf } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { readableAnswer } from './readable-answer.ts'
import { heading, showScreen } from './screen.ts'
import type { ValidatedAnswers } from './validate-answers.ts'

export interface ReviewActions {
  send(): void
  change(id: QuestionId): void
  back(): void
}

export interface Review {
  /**
   * Shows and announces a message beside the button. An empty text removes the message. While `isBusy`, the button does nothing.
   */
  showSending(sentence: string, isBusy: boolean): void
}

export interface ReviewParts {
  readonly form: OpenedForm
  readonly messages: LocalisedMessages
  readonly notes: readonly Node[]
  readonly validated: ValidatedAnswers
}

export const showReview = (
  { form: { siteName, template }, messages, notes, validated }: ReviewParts,
  { send, change, back }: ReviewActions,
): Review => {
  const site = bidiIsolate(siteName, messages.locale)
  const pageLanguage = { lang: messages.locale, dir: directionOf(messages.locale) }
  const formLanguage = { lang: template.locale, dir: directionOf(template.locale) }
  const rows = template.questions.map((question) => {
    const changeButton = button(messages.review.change, () => change(question.id), {
      class: 'plain compact',
      'aria-label': messages.field.about(messages.review.change, bidiIsolate(question.label, messages.locale)),
    })
    const { text, ...language } = readableAnswer(messages, template.locale, validated, question)
    return element(
      'div',
      { class: 'answer' },
      element('dt', formLanguage, question.label),
      element('dd', { class: 'value', ...language }, text),
      element('dd', { class: 'beside' }, changeButton),
    )
  })

  const status = element('p', { role: 'status', class: 'notice warn' })
  const sendButton = button(template.submitLabel ?? messages.review.send, send, {
    class: 'main',
    'aria-describedby': 'goes-to',
    ...(template.submitLabel === undefined ? pageLanguage : formLanguage),
  })
  showScreen(
    messages.formTitle(messages.review.heading, site),
    masthead(messages, siteName, template.theme),
    heading(messages.review.heading),
    ...notes,
    element('dl', { class: 'answers' }, ...rows),
    element('p', { class: 'quiet', id: 'goes-to' }, messages.review.goesTo(site)),
    status,
    element('div', { class: 'buttons' }, sendButton, button(messages.review.back, back)),
  )
  return {
    showSending: (sentence, isBusy) => {
      status.textContent = sentence
      setBusy(sendButton, isBusy)
    },
  }
}
