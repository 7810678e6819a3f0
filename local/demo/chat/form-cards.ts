/** Shows the forms in the conversation. Each form is a frame on the visitor's side and a line on the agent's side. */
import type { ProgressDetail } from '../../../widgets/elements-package.ts'
import { element } from '../../../widgets/shared/dom.ts'
import type { FormCard, StatusEvent } from './conversation.ts'
import { scrollIntoView } from './scroll-into-view.ts'

/** The same words as on the panel's cards. */
const statusTexts = { opened: 'Opened', submitted: 'Answered', declined: 'Declined', expired: 'Expired' } as const

export interface FormCards {
  /** Shows a form's new state after an event from the panel. */
  updateStatus(formId: string, event: StatusEvent): void
  /** Shows how many questions have a valid answer. */
  showProgress(formId: string, questions: ProgressDetail['questions']): void
  forVisitor(card: FormCard): HTMLElement
  forAgent(card: FormCard): HTMLElement
}

export const createFormCards = (): FormCards => {
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
      frames.get(formId)?.replaceWith(element('p', { class: 'note' }, 'This form was sent again, see below.'))
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
          const help = 'If you cannot open the form, write to Ana here.'
          card.append(element('p', { class: 'note', role: 'status' }, help))
        },
        { once: true },
      )
      // Scroll only after this event, when the card has its final height.
      form.addEventListener('opened', () => scrollIntoView(card))
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
