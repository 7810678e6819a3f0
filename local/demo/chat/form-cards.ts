/** Shows the forms in the conversation. Each form is a frame on the visitor's side and a line on the agent's side. */
import type { ProgressDetail } from '../../../widgets/elements-package.ts'
import { element } from '../../../widgets/shared/dom.ts'
import { type FormCard, formEvents, type StatusEvent } from './conversation.ts'
import { scrollIntoView } from './scroll-into-view.ts'

/** The words of the panel's cards. A form that has `expired` may also have been cancelled, or its chat has ended. */
const statusTexts = {
  opened: 'Opened',
  submitted: 'Answered',
  viewed: 'Viewed',
  declined: 'Declined',
  expired: 'Closed',
} as const

/** The time in which a form that has opened gets its height. */
const settlingMilliseconds = 1_000

export interface FormCards {
  /** Shows a form's new state after an event from the panel. */
  updateStatus(formId: string, event: StatusEvent): void
  /** Shows how many questions have a valid answer. */
  showProgress(formId: string, questions: ProgressDetail['questions']): void
  forVisitor(card: FormCard): HTMLElement
  forAgent(card: FormCard): HTMLElement
}

/**
 * Creates the cards. `onStatus` gets the state of a form from the visitor's side: the element reports the current state after a
 * reload, too.
 */
export const createFormCards = (onStatus: (formId: string, status: StatusEvent) => void): FormCards => {
  const lines = new Map<string, HTMLElement>()
  const frames = new Map<string, HTMLElement>()

  return {
    updateStatus(formId, event) {
      const line = lines.get(formId)
      if (line !== undefined) line.textContent = statusTexts[event]
    },
    showProgress(formId, questions) {
      const states = Object.values(questions)
      const done = states.filter((state) => state === 'valid').length
      const line = lines.get(formId)
      if (line !== undefined) line.textContent = `Filling in ${done} of ${states.length}`
    },
    forVisitor({ formId, title, link }) {
      // A form that is sent again has a new link, and the earlier link no longer works.
      frames.get(formId)?.replaceWith(element('p', { class: 'note' }, 'This form was sent again. See below.'))
      const form = document.createElement('secure-form')
      form.link = link
      frames.set(formId, form)
      const card = element(
        'article',
        { class: 'form-card', 'aria-label': `Secure form: ${title}` },
        element(
          'p',
          { class: 'form-card-head' },
          element('span', { class: 'lock', 'aria-hidden': 'true' }),
          'Ana sent you a secure form',
        ),
        form,
      )
      // The element or its frame says what has happened. The chat adds what the visitor can do.
      form.addEventListener(
        'error',
        () => {
          const help = 'If you can’t open the form, write to Ana here.'
          card.append(element('p', { class: 'note', role: 'status' }, help))
        },
        { once: true },
      )
      for (const name of formEvents) form.addEventListener(name, () => onStatus(formId, name))
      form.addEventListener('opened', () => {
        // The frame gets the height of the form only after this event.
        const observer = new ResizeObserver(() => scrollIntoView(card))
        observer.observe(card)
        setTimeout(() => observer.disconnect(), settlingMilliseconds)
      })
      return card
    },
    forAgent({ formId, title, status }) {
      const line = element('span', { class: 'state' }, status === undefined ? 'Sent' : statusTexts[status])
      lines.set(formId, line)
      return element(
        'p',
        { class: 'form-line' },
        element('span', { class: 'lock', 'aria-hidden': 'true' }),
        element('span', {}, `Secure form: ${title}`),
        line,
      )
    },
  }
}
