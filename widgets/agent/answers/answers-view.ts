/** Shows the answers of one submission to the agent, with one row per question that the form asks. */
import type { QuestionId } from '../../../contracts/identifiers.ts'
import { bestLocale, textFor } from '../../../contracts/localised.ts'
import { maskAnswer } from '../../../contracts/masking.ts'
import { cardBrand, cardGaps } from '../../../contracts/question-types/card-brand.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { Question, Template } from '../../../contracts/template.ts'
import { button, element } from '../../shared/dom.ts'
import { groupDigits } from '../../visitor/fields/group-digits.ts'
import type { Messages } from '../messages/messages.ts'
import type { HeldAnswers } from './held-answers.ts'
import { isMaskedAtFirst } from './masked-at-first.ts'
import { createSealedAnswerRow } from './sealed-answer-row.ts'
import { createCopyButton, createSecretValue, type Hidden, type SecretValue } from './secret-value.ts'

export interface AnswersViewPorts {
  readonly messages: Messages
  /** The language of the panel. */
  readonly locale: string
  /** Copies the text. Resolves to true if it was copied. */
  readonly copyText: (clear: string) => Promise<boolean>
  /** Announces a text to screen readers. */
  readonly announce: (text: string) => void
  /** Returns the note about the clipboard the first time that the agent copies an answer, and then no more. */
  readonly takeClipboardNote: () => string | undefined
  readonly open: (id: QuestionId) => Promise<string | undefined>
  readonly lost: (id: QuestionId) => void
}

export interface AnswersView {
  readonly root: HTMLElement
  hide(which: Hidden): void
  /** Drops all answers and removes them from the view. */
  forget(): void
}

const displayText = (
  { type, options = [] }: Question,
  answer: string,
  template: Template,
  { messages, locale }: AnswersViewPorts,
): string => {
  if (type === 'yes-no') return answer === 'yes' ? messages.yes : messages.no
  if (type !== 'choice') return answer
  const chosen = options.find(({ value }) => value === answer)
  return chosen === undefined ? answer : textFor(chosen.label, locale, template.defaultLocale)
}

/** Copies texts. Shows a failure, and once per session a note about the clipboard, below the answers, so that they do not move. */
const createCopier = ({ messages, copyText, announce, takeClipboardNote }: AnswersViewPorts) => {
  const notice = element('p', { class: 'notice', hidden: true })
  const showNotice = (text: string, kind: 'good' | 'bad') => {
    notice.hidden = false
    notice.className = `notice ${kind}`
    notice.textContent = text
  }
  const copy = async (label: string, clear: string) => {
    const isCopied = await copyText(clear)
    const note = isCopied ? takeClipboardNote() : messages.copyRefused
    if (note !== undefined) showNotice(note, isCopied ? 'good' : 'bad')
    const announcement = isCopied ? `${messages.copied}: ${label}` : undefined
    announce([announcement, note].filter((text) => text !== undefined).join('. '))
    return isCopied
  }
  return { notice, copy }
}

export const showAnswers = (held: HeldAnswers, ports: AnswersViewPorts): AnswersView => {
  const { template, questions, answers, sealedStatus, sealed } = held
  const { messages, locale } = ports
  const { notice, copy } = createCopier(ports)
  const rows: { hide(which: Hidden): void; forget(): void }[] = []
  /** The stored answers, with the texts to copy. `forget` empties the list. */
  const stored: { readonly label: string; readonly clear: string; readonly secret: SecretValue }[] = []
  const isMasked = new Set<QuestionId>()

  const partsOf = (question: Question, label: string): readonly HTMLElement[] => {
    const { id, type } = question
    const quietText = (text: string) => [element('dd', { class: 'quiet' }, text)]
    if (isOffTheRecord(question)) {
      if (!sealed.has(id)) return quietText(sealedStatus === 'gone' ? messages.gone : messages.notAnswered)
      const row = createSealedAnswerRow(
        { label, masked: maskAnswer(type, '') },
        { messages, copy, open: () => ports.open(id), announce: ports.announce, lost: () => ports.lost(id) },
      )
      rows.push(row)
      return row.parts
    }
    const answer = answers[id]
    if (answer === undefined || answer === '') return quietText(messages.notAnswered)
    const clear = displayText(question, answer, template, ports)
    const isCard = type === 'card-number'
    const about = isCard ? cardBrand(answer)?.name : undefined
    const format = isCard ? (digits: string) => groupDigits(digits, cardGaps(digits)) : undefined
    if (isMaskedAtFirst(question)) isMasked.add(id)
    const secret = createSecretValue(
      { label, clear, masked: maskAnswer(type, answer), isMaskedAtFirst: isMasked.has(id), about, format },
      { messages, copy, changed: () => updateRevealAll() },
    )
    rows.push(secret)
    stored.push({ label, clear, secret })
    return [element('dd', { class: isCard ? 'card' : undefined }, secret.value), element('dd', {}, secret.buttons)]
  }

  const rowOf = (question: Question) => {
    const label = textFor(question.label, locale, template.defaultLocale)
    const lang = bestLocale(question.label, locale, template.defaultLocale)
    return element('div', { class: 'answer' }, element('dt', { lang }, label), ...partsOf(question, label))
  }
  const list = element('dl', { class: 'answers' }, ...questions.map(rowOf))

  const areAllShown = () => stored.every(({ secret }) => secret.isShown())
  const revealAll = button(messages.revealAll, () => {
    const hides = areAllShown()
    for (const { secret } of stored) hides ? secret.hide('revealed') : secret.reveal()
  })
  const updateRevealAll = () => {
    revealAll.textContent = areAllShown() ? messages.hideAgain : messages.revealAll
  }
  const textOfAll = () => stored.map(({ label, clear }) => `${label}: ${clear}`).join('\n')
  const copyAll = createCopyButton(messages.copyAll, () => copy(messages.allAnswers, textOfAll()), { messages })
  revealAll.hidden = isMasked.size === 0
  const buttons = stored.length < 2 ? [] : [element('div', { class: 'buttons all' }, revealAll, copyAll)]

  // Below the list: above it, a second press on *View answers* would reveal all.
  const root = element('div', {}, list, ...buttons, notice)
  return {
    root,
    hide(which) {
      for (const row of rows) row.hide(which)
      if (which === 'all') revealAll.hidden = false
    },
    forget() {
      for (const row of rows.splice(0)) row.forget()
      stored.splice(0)
      root.replaceChildren()
    },
  }
}
