/** The step before *Send*: what will be sent, masked, to be looked over (WCAG 3.3.4). */
import type { QuestionId } from '../../contracts/identifiers.ts'
import { maskAnswer } from '../../contracts/masking.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { button, element, setBusy } from '../shared/dom.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import { heading, showScreen } from './screen.ts'

export interface ReviewActions {
  send(): Promise<void>
  change(id: QuestionId): void
  back(): void
}

export interface Review {
  /** A message beside the button, announced and kept. */
  say(words: string): void
}

const asRead = ({ type, options = [] }: LocalisedQuestion, answer: string, locale: string): string => {
  if (type === 'yes-no') return answer === 'yes' ? 'Yes' : 'No'
  if (type === 'choice') return options.find(({ value }) => value === answer)?.label ?? answer
  if (type === 'date')
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(answer))
  return answer
}

export const showReview = (
  { siteName, template }: OpenedForm,
  { answers, toSeal }: AnswerSheet,
  notes: readonly Node[],
  { send, change, back }: ReviewActions,
): Review => {
  const value = (question: LocalisedQuestion) => {
    if (toSeal.has(question.id)) return '•••• sealed for your agent'
    const answer = answers.get(question.id)
    if (answer === undefined) return 'Not answered'
    return question.masked ? maskAnswer(question.type, answer) : asRead(question, answer, template.locale)
  }
  const row = (question: LocalisedQuestion) =>
    element(
      'div',
      { class: 'answer' },
      element('dt', { lang: template.locale }, question.label),
      element('dd', { class: 'value' }, value(question)),
      element(
        'dd',
        {},
        button('Change', () => change(question.id), {
          class: 'plain compact',
          'aria-label': `Change: ${question.label}`,
        }),
      ),
    )

  const status = element('p', { role: 'status', class: 'notice warn', hidden: true })
  const say = (words: string) => {
    status.hidden = words === ''
    status.textContent = words
  }
  const sendButton = button(
    template.submitLabel ?? 'Send',
    () => {
      setBusy(sendButton, true)
      say('Sending…')
      void send().finally(() => setBusy(sendButton, false))
    },
    { class: 'main', lang: template.submitLabel === undefined ? 'en' : template.locale },
  )
  showScreen(
    `Check your answers: secure form from ${siteName}`,
    heading('Check your answers'),
    ...notes,
    element(
      'div',
      { class: 'review lead' },
      element('dl', { class: 'answers' }, ...template.questions.map(row)),
      status,
      element('div', { class: 'buttons' }, sendButton, button('Back', back)),
    ),
  )
  return { say }
}
