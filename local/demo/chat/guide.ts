/** The guide leads a newcomer through both sides of the chat: send a form, fill it in, read the answers. */
import { button, element, find } from '../../../widgets/shared/dom.ts'
import type { Conversation } from './conversation.ts'
import { type GuideStep, guideStepOf, type Side } from './guide-step.ts'
import { sampleAnswers } from './sample-answers.ts'

export interface GuideActions {
  readonly showSide: (side: Side) => void
  /** Stores whether the guide is hidden or finished. */
  readonly save: (state: Conversation['guide']) => void
}

export interface Guide {
  /** Shows the step of the conversation's state. */
  update(conversation: Conversation): void
}

const sideNames = { desk: 'agent', visitor: 'visitor' } as const

/** Returns the parts of a text. Text between asterisks is strong. */
const partsOf = (text: string): readonly (string | HTMLElement)[] =>
  text.split('*').map((part, index) => (index % 2 === 0 ? part : element('strong', {}, part)))

/** Why the agent sends a form, by the status of the last one. */
const reasons = {
  none: 'The visitor wants to pay.',
  declined: 'The visitor declined the form.',
  expired: 'The form is no longer open.',
  opened: '',
  submitted: '',
  viewed: '',
} as const

const textsOf = ({ name, form }: GuideStep): { readonly title: string; readonly text: string } => {
  if (name === 'send') {
    const reason = reasons[form?.status ?? 'none']
    const text = `${reason} In the panel, press *Send a form*. *Card payment* is already selected, so press *Send*.`
    return { title: 'Agent: send a form', text }
  }
  if (name === 'fill-in') {
    const answers = form?.templateId === 'card-payment' ? 'Enter any name and this sample card.' : 'Enter any answers.'
    return { title: 'Visitor: fill in the form', text: `${answers} Then press *Review*, and *Send*.` }
  }
  const text = 'In the panel, press *View answers*. Then press *Reveal* or *View once* beside an answer.'
  return name === 'read' ? { title: 'Agent: read the answers', text } : { title: 'What just happened', text: '' }
}

const summary = [
  'The visitor’s answers went directly to Sealform, so this page and its chat never received them.',
  'Only the agent who sent the form can read them, only while the chat is active, and the audit log records each access.',
  'The security code was encrypted in the visitor’s browser for the agent’s tab, and it was never stored.',
] as const

export const createGuide = ({ showSide, save }: GuideActions): Guide => {
  const root = find('guide')
  const showGuide = find('show-guide')

  const summaryElements = () => [
    element('ol', {}, ...summary.map((sentence) => element('li', {}, sentence))),
    element(
      'p',
      {},
      'Next: ',
      element(
        'a',
        { href: root.dataset.adminAddress, target: '_blank', rel: 'noopener' },
        'open the administration page',
      ),
      ...partsOf(' and press *Sign in*. The local run accepts any name.'),
    ),
  ]

  const buttonsOf = ({ name, side }: GuideStep) => [
    side && button(`Show the ${sideNames[side]}`, () => showSide(side), { class: 'main go', 'data-side': side }),
    name === 'read' ? button('What just happened?', () => save('finished'), { class: 'main' }) : undefined,
    button(name === 'finished' ? 'Close' : 'Skip', () => save('hidden'), {
      class: 'skip',
      'aria-label': name === 'finished' ? 'Close the guide' : 'Skip the guide',
    }),
  ]

  showGuide.addEventListener('click', () => save(undefined))
  return {
    update(conversation) {
      const isHidden = conversation.guide === 'hidden'
      root.hidden = isHidden
      showGuide.hidden = !isHidden
      const step = guideStepOf(conversation)
      // The style sheet highlights the side with the next action.
      document.body.dataset.next = isHidden ? '' : (step.side ?? '')
      if (root.dataset.step === step.name && !isHidden) return
      root.dataset.step = isHidden ? '' : step.name
      const { title, text } = textsOf(step)
      const number = { send: 1, 'fill-in': 2, read: 3, finished: undefined }[step.name]
      root.replaceChildren(
        element(
          'div',
          { class: 'guide-text' },
          element(
            'h2',
            {},
            number === undefined ? undefined : element('span', { class: 'number' }, `${number} of 3`),
            title,
          ),
          ...(step.name === 'finished' ? summaryElements() : [element('p', {}, ...partsOf(text))]),
          step.name === 'fill-in' && step.form?.templateId === 'card-payment' ? sampleAnswers() : undefined,
        ),
        element('div', { class: 'guide-actions' }, ...buttonsOf(step)),
      )
    },
  }
}
