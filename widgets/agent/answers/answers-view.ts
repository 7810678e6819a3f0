/** Shows the masked answers of one submission to the agent, with one row per question that the form asks. */
import type { QuestionId } from '../../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../../contracts/localised.ts'
import { maskAnswer } from '../../../contracts/masking.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { Question, Template } from '../../../contracts/template.ts'
import { element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import { cardBrand } from './card-brand.ts'
import { createSealedAnswerRow } from './sealed-answer-row.ts'
import { createSecretValue } from './secret-value.ts'

export interface ShownAnswers {
  readonly template: Template
  readonly questions: readonly Question[]
  readonly answers: Readonly<Record<QuestionId, string>>
  readonly sealedStatus: 'none' | 'available' | 'gone'
  /** The questions whose sealed answers this tab holds. */
  readonly sealed: ReadonlySet<QuestionId>
}

export interface AnswersViewPorts {
  readonly messages: Messages
  /** The language of the panel. */
  readonly locale: string
  /** Copies the text. Resolves to true if it was copied. */
  readonly copyText: (clear: string) => Promise<boolean>
  /** Announces a text to screen readers. */
  readonly announce: (text: string) => void
  readonly open: (id: QuestionId) => Promise<string | undefined>
  readonly opened: () => void
  readonly lost: (id: QuestionId) => void
}

export interface AnswersView {
  readonly root: HTMLElement
  /** Masks every answer again. */
  hide(): void
  /** Drops all answers and removes them from the view. */
  forget(): void
}

const displayText = (
  { type, options = [] }: Question,
  answer: string,
  template: Template,
  ports: AnswersViewPorts,
): string => {
  if (type === 'yes-no') return answer === 'yes' ? ports.messages.yes : ports.messages.no
  if (type !== 'choice') return answer
  const chosen = options.find(({ value }) => value === answer)
  return chosen === undefined ? answer : textFor(chosen.label, ports.locale, template.defaultLocale)
}

export const showAnswers = (shown: ShownAnswers, ports: AnswersViewPorts): AnswersView => {
  const { template, questions, answers, sealedStatus, sealed } = shown
  const { messages, locale, copyText, announce } = ports
  const rows: { hide(): void; forget(): void }[] = []
  // Place the notice below the answers, so that its appearance does not move an answer that the agent is about to press.
  const notice = element('p', { class: 'notice', hidden: true })
  const copy = async (label: string, clear: string) => {
    const isCopied = await copyText(clear)
    notice.hidden = false
    notice.className = `notice ${isCopied ? 'good' : 'bad'}`
    notice.textContent = isCopied ? messages.copied(label) : messages.copyRefused
    announce(notice.textContent)
  }

  const partsOf = (question: Question, label: string): readonly HTMLElement[] => {
    const { id, type } = question
    const quietText = (text: string) => [element('dd', { class: 'quiet' }, text)]
    if (isOffTheRecord(question)) {
      if (!sealed.has(id)) return quietText(sealedStatus === 'gone' ? messages.gone : messages.notAnswered)
      const masked = maskAnswer(type, '')
      const open = () => ports.open(id)
      const { opened } = ports
      const row = createSealedAnswerRow({ label, masked }, { messages, copy, open, opened, lost: () => ports.lost(id) })
      rows.push(row)
      return row.parts
    }
    const answer = answers[id]
    if (answer === undefined || answer === '') return quietText(messages.notAnswered)
    const clear = displayText(question, answer, template, ports)
    const about = type === 'card-number' ? cardBrand(answer) : undefined
    const secret = createSecretValue({ label, clear, masked: maskAnswer(type, answer), about }, { messages, copy })
    rows.push(secret)
    return [element('dd', {}, secret.value), element('dd', {}, secret.buttons)]
  }

  const rowOf = (question: Question) => {
    const label = textFor(question.label, locale, template.defaultLocale)
    const lang = bestLocale(question.label, locale, template.defaultLocale)
    return element('div', { class: 'answer' }, element('dt', { lang }, label), ...partsOf(question, label))
  }
  const root = element('div', {}, element('dl', { class: 'answers' }, ...questions.map(rowOf)), notice)
  return {
    root,
    hide: () => {
      for (const row of rows) row.hide()
    },
    forget: () => {
      for (const row of rows.splice(0)) row.forget()
      root.replaceChildren()
    },
  }
}
