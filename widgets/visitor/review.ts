/** The step before *Send*: what will be sent, masked, to be looked over (WCAG 3.3.4). */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { button, element, setBusy } from '../shared/dom.ts'
import { masthead } from './masthead.ts'
import { directionOf, isolated } from './messages/direction.ts'
import type { Spoken } from './messages/messages.ts'
import { readableAnswer } from './readable-answer.ts'
import { heading, showScreen } from './screen.ts'
import type { AnswerSheet } from './validate-answers.ts'

export interface ReviewActions {
  /** Settles when nothing more is under way. */
  send(): Promise<void>
  change(id: QuestionId): void
  back(): void
}

export interface Review {
  /** A message beside the button, announced and kept; none takes it away. */
  say(sentence: string): void
}

export interface ReviewParts {
  readonly form: OpenedForm
  readonly words: Spoken
  readonly notes: readonly Node[]
  readonly sheet: AnswerSheet
}

export const showReview = (
  { form: { siteName, template }, words, notes, sheet }: ReviewParts,
  { send, change, back }: ReviewActions,
): Review => {
  const site = isolated(siteName, words.locale)
  const own = { lang: words.locale, dir: directionOf(words.locale) }
  const theirs = { lang: template.locale, dir: directionOf(template.locale) }
  const rows = template.questions.map((question) => {
    const changeButton = button(words.review.change, () => change(question.id), {
      class: 'plain compact',
      'aria-label': words.field.about(words.review.change, isolated(question.label, words.locale)),
    })
    const { text, ...language } = readableAnswer(words, template.locale, sheet, question)
    return element(
      'div',
      { class: 'answer' },
      element('dt', theirs, question.label),
      element('dd', { class: 'value', ...language }, text),
      element('dd', { class: 'beside' }, changeButton),
    )
  })

  const status = element('p', { role: 'status', class: 'notice warn' })
  const say = (sentence: string) => {
    status.textContent = sentence
  }
  const sendButton = button(
    template.submitLabel ?? words.review.send,
    () => {
      setBusy(sendButton, true)
      say(words.review.sending)
      void send().finally(() => setBusy(sendButton, false))
    },
    { class: 'main', 'aria-describedby': 'goes-to', ...(template.submitLabel === undefined ? own : theirs) },
  )
  showScreen(
    words.formTitle(words.review.heading, site),
    masthead(words, siteName, template.theme),
    heading(words.review.heading),
    ...notes,
    element('dl', { class: 'answers' }, ...rows),
    element('p', { class: 'quiet', id: 'goes-to' }, words.review.goesTo(site)),
    status,
    element('div', { class: 'buttons' }, sendButton, button(words.review.back, back)),
  )
  return { say }
}
