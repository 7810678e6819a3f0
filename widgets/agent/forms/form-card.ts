/** One form in the panel: its status in words, what can be done with it, and its answers. */
import type { FormStatus } from '../../../contracts/form-view.ts'
import type { FormId } from '../../../contracts/identifiers.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'
import type { Messages } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/** How the panel stands to a form, beyond what the service says of it. */
export interface FormCardState {
  /** A colleague's form is shown, and that is all. */
  readonly isMine: boolean
  /** The answers are on their way into this tab: that the service has handed them out is not yet worth a word. */
  readonly isFetching: boolean
  /** They are in this tab, not looked at yet. */
  readonly isHeld: boolean
  readonly isShown: boolean
  /** Something asked is off the record and this tab has no key for it: the page was loaded anew since. */
  readonly isKeyLost: boolean
  /** How many questions were asked; nothing while that is not known. */
  readonly askedCount: number | undefined
  /** How many answers are lost to this tab and can be asked for again. */
  readonly lostCount: number
  /** Nothing can be done any more in this conversation. */
  readonly isEnded: boolean
  /** The conversation is with somebody else: what was sent can be read and cancelled, nothing can be sent. */
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
  /** Where the answers go. */
  readonly answers: HTMLElement
  show(form: PanelForm, standing: FormCardState): void
  setTitle(title: string, lang: string): void
  /** No words: no notice. */
  showNotice(words: string, kind?: NoticeKind): void
}

const canRead: ReadonlySet<FormStatus> = new Set(['submitted', 'retrieved'])
const canSendAgain: ReadonlySet<FormStatus> = new Set(['sent', 'opened', 'expired', 'declined'])
const canCancel: ReadonlySet<FormStatus> = new Set(['sent', 'opened'])

/** Of the questions that were asked, those that are filled in well. */
const done = (progress: PanelForm['progress'] = {}): number =>
  Object.values(progress).filter((state) => state === 'valid').length

export const statusText = (form: PanelForm, standing: FormCardState, words: Messages): string => {
  const { isFetching, isHeld, askedCount, isEnded } = standing
  if (isHeld && !isEnded) return words.arrived
  if (isFetching) return words.status.submitted
  if (form.status === 'opened' && form.progress !== undefined) {
    return words.filling(done(form.progress), askedCount ?? Object.keys(form.progress).length)
  }
  return words.status[form.status]
}

const isVisible = (focused: Element | null): boolean => focused instanceof HTMLElement && !focused.hidden

/** The day, too, when it is not today. */
const timeText = (at: string, locale: string): string => {
  const then = new Date(at)
  const isToday = then.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    locale,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(then)
}

export const createFormCard = (form: PanelForm, ports: FormCardPorts): FormCard => {
  const { messages, locale } = ports
  const { formId } = form
  const titleId = `form-${formId}`
  const title = element('h3', { id: titleId, tabindex: -1 }, form.templateId)
  const status = element('span', {})
  const colleague = element('p', { class: 'quiet small', hidden: true })
  const notice = element('p', { class: 'notice', hidden: true })
  const answers = element('div', { class: 'held' })

  /** A press is answered once, however often the button is pressed meanwhile. */
  const pressed = (text: string, act: (formId: FormId) => Promise<void> | void, attributes = {}) => {
    const made = button(
      text,
      async () => {
        setBusy(made, true)
        try {
          await act(formId)
        } finally {
          setBusy(made, false)
        }
      },
      { class: 'compact', 'aria-describedby': titleId, ...attributes },
    )
    return made
  }
  const readButton = pressed(messages.read, ports.read, { class: 'compact main' })
  const putAwayButton = pressed(messages.putAway, ports.putAway)
  const askAgainButton = pressed(messages.askAgainThis, ports.askAgain)
  const sendAgainButton = pressed(messages.sendAgain, ports.sendAgain)
  const cancelButton = pressed(messages.cancel, ports.cancel, { class: 'compact plain' })
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
      colleague,
      notice,
      answers,
      buttons,
    ),
  )

  const show = (now: PanelForm, standing: FormCardState) => {
    const { isMine, isHeld, isShown, isKeyLost, lostCount, isEnded, isTransferred } = standing
    const hadFocus = holdsFocus(buttons)
    const said = statusText(now, standing, messages)
    if (status.textContent !== said) status.textContent = said
    root.dataset.status = isHeld ? 'submitted' : now.status
    colleague.hidden = isMine
    colleague.textContent = isMine ? '' : messages.byColleague(form.agentId)
    const canAct = isMine && !isEnded
    readButton.hidden = !canAct || !canRead.has(now.status) || isShown
    readButton.textContent = isHeld ? messages.show : messages.read
    putAwayButton.hidden = !isShown
    askAgainButton.hidden = !canAct || isTransferred || lostCount === 0
    askAgainButton.textContent = lostCount > 1 ? messages.askAgainThese : messages.askAgainThis
    sendAgainButton.hidden = !canAct || isTransferred || !canSendAgain.has(now.status)
    sendAgainButton.classList.toggle('main', isKeyLost)
    cancelButton.hidden = !canAct || !canCancel.has(now.status)
    // Whoever pressed a button that is gone now goes on from the form's name, not from the top of the page (WCAG 2.4.3).
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
