/**
 * Handles unexpected errors of the visitor's page: each leads to a text that says what the visitor can do. The page never stays
 * empty or without a reaction.
 */
import { receiptNumber } from '../../contracts/receipt-number.ts'
import type { SubmittedForm } from '../../contracts/visitor-form.ts'
import { button, element, find } from '../shared/dom.ts'
import { messages as english } from './messages/en.ts'
import type { Messages } from './messages/messages.ts'
import { bringIntoView, heading, showScreen } from './screen.ts'

/** Returns true if an error occurred in the page's own scripts. Browser extensions cause errors in the page, too. */
export const isOwnError = (error: unknown, origin: string): boolean =>
  error instanceof Error && (error.stack === undefined || error.stack === '' || error.stack.includes(origin))

export interface PageFailure {
  /** The caller must call this before it sends the open key. From then on, the link works only in this browser. */
  markKeyUsed(): void
  /** The caller must call this when the questions are shown. From then on, an error does not remove what the visitor typed. */
  markFillingIn(): void
  /** The caller must call this as soon as the answers are stored, or when the typed answers are removed. */
  markEnded(receipt?: SubmittedForm): void
  show(): void
}

/** Shows that the answers are stored, with as little code as possible, because the receipt itself has failed. */
const showStored = ({ receipt }: Messages, { siteName, submissionId }: SubmittedForm): void =>
  showScreen(
    receipt.title(siteName),
    heading(receipt.heading(siteName)),
    element(
      'dl',
      { class: 'receipt' },
      element('dt', {}, receipt.number),
      element('dd', { dir: 'ltr', translate: 'no' }, receiptNumber(submissionId)),
    ),
  )

/** Shows a text above the questions, which stay on the page. */
const showAboveQuestions = (title: string, ...content: readonly Node[]): void => {
  document.getElementById('failure')?.remove()
  const box = element('div', {
    class: 'summary',
    id: 'failure',
    role: 'group',
    tabindex: -1,
    'aria-labelledby': 'failure-title',
  })
  box.append(element('h2', { id: 'failure-title' }, title), ...content)
  find('form').prepend(box)
  box.focus({ preventScroll: true })
  bringIntoView(box)
}

export const createPageFailure = (messages: () => Messages): PageFailure => {
  let isKeyUsed = false
  let isFillingIn = false
  let stored: SubmittedForm | undefined

  const showIn = (language: Messages) => {
    if (stored !== undefined) return showStored(language, stored)
    const { unsupported } = language
    const text = element('p', {}, isKeyUsed ? unsupported.failedOpened : unsupported.failed)
    const reload = button(unsupported.reload, () => location.reload(), { class: 'main' })
    const content = [text, element('div', { class: 'buttons' }, reload)]
    if (isFillingIn) showAboveQuestions(language.fillIn.problem, ...content)
    else showScreen(unsupported.title, heading(unsupported.heading), ...content)
  }

  return {
    markKeyUsed: () => {
      isKeyUsed = true
    },
    markFillingIn: () => {
      isFillingIn = true
    },
    markEnded: (receipt) => {
      isFillingIn = false
      stored = receipt
    },
    show: () => {
      try {
        showIn(messages())
      } catch {
        showIn(english)
      }
    },
  }
}
