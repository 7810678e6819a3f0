/** Shows the forms in the conversation. Each form is a frame on the visitor's side and a line on the agent's side. */
import { element } from '../../../widgets/shared/dom.ts'
import type { FormCard } from './conversation.ts'
import { scrollIntoView } from './scroll-into-view.ts'

const statusTexts: Readonly<Record<string, string>> = {
  opened: 'opened',
  submitted: 'answered',
  declined: 'declined',
  expired: 'expired',
}

/** The panel's events that change the text of a line. */
export const statusEvents: readonly string[] = Object.keys(statusTexts)

export interface FormCards {
  /** Shows a form's new state after an event from the panel. */
  updateStatus(formId: string, event: string): void
  forVisitor(card: FormCard): HTMLElement
  forAgent(card: FormCard): HTMLElement
}

export const createFormCards = (): FormCards => {
  const lines = new Map<string, HTMLElement>()
  const frames = new Map<string, HTMLElement>()

  return {
    updateStatus(formId, event) {
      const line = lines.get(formId)
      const statusText = statusTexts[event]
      if (line !== undefined && statusText !== undefined) line.textContent = statusText
    },
    forVisitor({ formId, title, link }) {
      // A form that is sent again has a new link, and the earlier link no longer works.
      frames.get(formId)?.replaceWith(element('p', { class: 'note' }, 'This form was sent again, see below.'))
      const form = document.createElement('secure-form')
      form.setAttribute('link', link)
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
      // Scroll only after this event, when the card has its final height.
      form.addEventListener('opened', () => scrollIntoView(card))
      return card
    },
    forAgent({ formId, title }) {
      const line = element('span', { class: 'state' }, 'sent')
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
