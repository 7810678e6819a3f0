/** One form in the panel: its status, its actions and its answers. */
import type { FormStatus } from '../../../contracts/form-view.ts'
import type { FormId } from '../../../contracts/identifiers.ts'
import { receiptNumber } from '../../../contracts/receipt-number.ts'
import { contextList } from '../../shared/context-list.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'
import type { Messages } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/** The panel's own state of a form, in addition to the service's. */
export interface FormCardState {
  /** False for a colleague's form, which has no actions. */
  readonly isMine: boolean
  /** True while this tab fetches the answers. Until the answers arrive, the card does not show the form as retrieved. */
  readonly isFetching: boolean
  /** True if the answers are in this tab and have not been shown. */
  readonly isHeld: boolean
  readonly isShown: boolean
  /** True if the form asks off-the-record questions, but this tab has no key for them, because the page was reloaded. */
  readonly isKeyLost: boolean
  /** The number of questions that the form asks. Undefined until it is known. */
  readonly askedCount: number | undefined
  /** The number of lost answers that the agent can ask for again. */
  readonly lostCount: number
  /** True if the conversation allows no more actions. */
  readonly isEnded: boolean
  /** True if the conversation was transferred. The agent can then read and cancel forms, but cannot send any. */
  readonly isTransferred: boolean
}

export interface FormCardPorts {
  readonly messages: Messages
  readonly locale: string
  readonly sendAgain: (formId: FormId) => Promise<void>
  readonly cancel: (formId: FormId) => Promise<void>
  readonly read: (formId: FormId) => Promise<void>
  readonly putAway: (formId: FormId) => void
  readonly askAgain: (formId: FormId) => Promise<void>
}

export type NoticeKind = 'good' | 'warn' | 'bad'

export interface FormCard {
  readonly root: HTMLElement
  /** The element for the answers. */
  readonly answers: HTMLElement
  show(form: PanelForm, state: FormCardState): void
  setTitle(title: string, lang: string): void
  /** Shows a notice on the card. An empty text removes it. */
  showNotice(text: string, kind?: NoticeKind): void
}

const canRead: ReadonlySet<FormStatus> = new Set(['submitted', 'retrieved'])
const canSendAgain: ReadonlySet<FormStatus> = new Set(['sent', 'opened', 'expired', 'declined'])
const canCancel: ReadonlySet<FormStatus> = new Set(['sent', 'opened'])

/** Counts the questions with a valid answer. */
const countValid = (progress: PanelForm['progress'] = {}): number =>
  Object.values(progress).filter((state) => state === 'valid').length

export const statusText = (form: PanelForm, state: FormCardState, messages: Messages): string => {
  const { isFetching, isHeld, askedCount, isEnded } = state
  if (isHeld && !isEnded) return messages.arrived
  if (isFetching) return messages.status.submitted
  if (form.status === 'opened' && form.progress !== undefined) {
    return messages.filling(countValid(form.progress), askedCount ?? Object.keys(form.progress).length)
  }
  return messages.status[form.status]
}

const isVisible = (focused: Element | null): boolean => focused instanceof HTMLElement && !focused.hidden

/** Formats a time. Includes the day if it is not today. */
const timeText = (at: string, locale: string): string => {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    locale,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(date)
}

export const createFormCard = (form: PanelForm, ports: FormCardPorts): FormCard => {
  const { messages, locale } = ports
  const { formId } = form
  const titleId = `form-${formId}`
  const title = element('h3', { id: titleId, tabindex: -1 }, form.templateId)
  const status = element('span', {})
  const number = element('bdi', { dir: 'ltr', translate: 'no' })
  const receipt = element('p', { class: 'quiet small', hidden: true }, `${messages.receiptNumber}: `, number)
  const colleague = element('p', { class: 'quiet small', hidden: true })
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
      { class: 'compact', 'aria-describedby': titleId, ...attributes },
    )
    return created
  }
  const readButton = actionButton(messages.read, ports.read, { class: 'compact main' })
  const putAwayButton = actionButton(messages.putAway, ports.putAway)
  const askAgainButton = actionButton(messages.askAgainThis, ports.askAgain)
  const sendAgainButton = actionButton(messages.sendAgain, ports.sendAgain)
  const cancelButton = actionButton(messages.cancel, ports.cancel, { class: 'compact plain' })
  const buttons = element(
    'div',
    { class: 'buttons' },
    readButton,
    putAwayButton,
    askAgainButton,
    sendAgainButton,
    cancelButton,
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
      element('p', { class: 'status' }, element('span', { class: 'dot', 'aria-hidden': 'true' }), status),
      element('p', { class: 'quiet small' }, times.join(' · ')),
      ...contextList(form.context, messages.details, locale),
      receipt,
      colleague,
      notice,
      answers,
      buttons,
    ),
  )

  const show = (current: PanelForm, state: FormCardState) => {
    const { isMine, isHeld, isShown, isKeyLost, lostCount, isEnded, isTransferred } = state
    const hadFocus = holdsFocus(buttons)
    const text = statusText(current, state, messages)
    if (status.textContent !== text) status.textContent = text
    root.dataset.status = isHeld ? 'submitted' : current.status
    const { submissionId } = current
    receipt.hidden = submissionId === undefined
    number.textContent = submissionId === undefined ? '' : receiptNumber(submissionId)
    number.title = submissionId ?? ''
    colleague.hidden = isMine
    colleague.textContent = isMine ? '' : messages.byColleague(form.agentId)
    const canAct = isMine && !isEnded
    readButton.hidden = !canAct || !canRead.has(current.status) || isShown
    readButton.textContent = isHeld ? messages.show : messages.read
    putAwayButton.hidden = !isShown
    askAgainButton.hidden = !canAct || isTransferred || lostCount === 0
    askAgainButton.textContent = lostCount > 1 ? messages.askAgainThese : messages.askAgainThis
    sendAgainButton.hidden = !canAct || isTransferred || !canSendAgain.has(current.status)
    sendAgainButton.classList.toggle('main', isKeyLost)
    cancelButton.hidden = !canAct || !canCancel.has(current.status)
    // If the focused button disappears, focus the form's name, so that the focus does not go to the top of the page (WCAG 2.4.3).
    if (hadFocus && !(holdsFocus(buttons) && isVisible(document.activeElement))) title.focus()
  }

  return {
    root,
    answers,
    show,
    setTitle(text, lang) {
      title.textContent = text
      title.lang = lang
    },
    showNotice(text, kind = 'good') {
      notice.hidden = text === ''
      notice.className = `notice ${kind}`
      notice.textContent = text
    },
  }
}
