/** One form in the panel: its step, its actions and its answers. */
import type { FormId } from '../../../contracts/identifiers.ts'
import { receiptNumber } from '../../../contracts/receipt-number.ts'
import type { Template } from '../../../contracts/template.ts'
import { contextList } from '../../shared/context-list.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'
import type { Messages } from '../messages/messages.ts'
import type { CardState } from './card-state.ts'
import type { PanelForm } from './conversation-forms.ts'
import { keyElsewhereTexts, stepText, timeText, titleOf } from './form-texts.ts'

export interface CardActions {
  readonly view: (formId: FormId) => Promise<void>
  readonly hide: (formId: FormId) => void
  readonly askAgain: (formId: FormId) => Promise<void>
  readonly sendAgain: (formId: FormId) => Promise<void>
  readonly cancel: (formId: FormId) => Promise<void>
}

export interface FormCardPorts {
  readonly messages: Messages
  readonly locale: string
  readonly actions: CardActions
}

export type NoticeKind = 'good' | 'warn' | 'bad'

export interface FormCard {
  readonly root: HTMLElement
  /** The element for the answers. */
  readonly answers: HTMLElement
  show(form: PanelForm, state: CardState, template: Template | undefined): void
  /** Shows a notice on the card. An empty text removes it. */
  showNotice(text: string, kind?: NoticeKind): void
}

const isVisible = (focused: Element | null): boolean => focused instanceof HTMLElement && !focused.hidden

const quietLine = () => element('p', { class: 'quiet', hidden: true })

/** Shows the text, or hides the line if there is none. */
const setLine = (line: HTMLElement, text: string | undefined) => {
  line.hidden = text === undefined
  line.textContent = text ?? ''
}

export const createFormCard = (form: PanelForm, { messages, locale, actions }: FormCardPorts): FormCard => {
  const { formId } = form
  const titleId = `form-${formId}`
  const title = element('h3', { id: titleId, tabindex: -1 }, form.templateId)
  const step = element('span', {})
  const number = element('bdi', { dir: 'ltr', translate: 'no' })
  const receipt = element('p', { class: 'quiet', hidden: true }, `${messages.receiptNumber}: `, number)
  const colleague = quietLine()
  const keyElsewhere = element('div', { class: 'notice warn', hidden: true })
  const notice = element('p', { class: 'notice', hidden: true })
  const answers = element('div', { class: 'held' })

  /** Creates a button that starts an action on the form. It ignores presses while the action is running. */
  const actionButton = (text: string, action: (formId: FormId) => Promise<void> | void, attributes = {}) => {
    const created = button(
      text,
      async () => {
        setBusy(created, true)
        try {
          await action(formId)
        } finally {
          setBusy(created, false)
        }
      },
      { 'aria-describedby': titleId, ...attributes },
    )
    return created
  }
  const viewButton = actionButton(messages.view, actions.view, { class: 'main' })
  const hideButton = actionButton(messages.hideAnswers, actions.hide)
  const askAgainButton = actionButton(messages.askAgainThis, actions.askAgain)
  const sendAgainButton = actionButton(messages.sendAgain, actions.sendAgain)
  const cancelButton = actionButton(messages.cancel, actions.cancel, { class: 'plain' })
  const buttons = element(
    'div',
    { class: 'buttons' },
    ...[viewButton, hideButton, askAgainButton, sendAgainButton, cancelButton],
  )
  const times = [
    messages.sentAt(timeText(form.sentAt, locale)),
    ...(form.follows === undefined ? [] : [messages.completes]),
  ]
  const root = element(
    'li',
    {},
    element(
      'article',
      { class: 'form', 'aria-labelledby': titleId },
      title,
      element('p', { class: 'status' }, element('span', { class: 'dot', 'aria-hidden': 'true' }), step),
      element('p', { class: 'quiet' }, times.join(' · ')),
      ...contextList(form.context, messages.details, locale),
      ...[receipt, colleague, keyElsewhere, notice, answers, buttons],
    ),
  )

  return {
    root,
    answers,
    show(current, state, template) {
      const hadFocus = holdsFocus(buttons)
      const { text: titleText, lang } = titleOf(current, template, locale)
      title.textContent = titleText
      if (lang !== undefined) title.lang = lang
      const text = stepText(state, messages)
      if (step.textContent !== text) step.textContent = text
      root.dataset.step = state.step
      root.dataset.held = String(state.isHeld)
      const { submissionId } = current
      receipt.hidden = submissionId === undefined
      number.textContent = submissionId === undefined ? '' : receiptNumber(submissionId)
      number.title = submissionId ?? ''
      setLine(colleague, state.isMine ? undefined : messages.byColleague(form.agentId))
      const sentences = keyElsewhereTexts(state, template, locale, messages)
      keyElsewhere.hidden = sentences.length === 0
      keyElsewhere.className = state.isKeyUsed ? 'quiet' : 'notice warn'
      keyElsewhere.replaceChildren(...sentences.map((sentence) => element('p', {}, sentence)))
      viewButton.hidden = !state.canView
      hideButton.hidden = !state.canHide
      askAgainButton.hidden = state.askAgainCount === 0
      askAgainButton.textContent = state.askAgainCount > 1 ? messages.askAgainThese : messages.askAgainThis
      sendAgainButton.hidden = !state.canSendAgain
      sendAgainButton.classList.toggle('main', state.isKeyElsewhere)
      cancelButton.hidden = !state.canCancel
      // If the focused button disappears, focus the form's name, so that the focus does not go to the top of the page (WCAG 2.4.3).
      if (hadFocus && !(holdsFocus(buttons) && isVisible(document.activeElement))) title.focus()
    },
    showNotice(text, kind = 'good') {
      notice.hidden = text === ''
      notice.className = `notice ${kind}`
      notice.textContent = text
    },
  }
}
