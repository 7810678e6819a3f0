/** One form in the panel: its status in words, what can be done with it, and its answers. */
import type { FormStatusOnTheWire } from '../../../contracts/form-view.ts'
import type { FormId } from '../../../contracts/identifiers.ts'
import { button, element, setBusy } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'
import type { Words } from '../messages/messages.ts'
import type { PanelForm } from './conversation-forms.ts'

/** How the panel stands to a form, beyond what the service says of it. */
export interface Standing {
  /** A colleague's form is shown, and that is all. */
  readonly isMine: boolean
  /** The answers are on their way into this tab: that the service has handed them out is not yet worth a word. */
  readonly isComing: boolean
  /** They are in this tab, not looked at yet. */
  readonly isHeld: boolean
  readonly isShown: boolean
  /** Something asked is off the record and this tab has no key for it: the page was loaded anew since. */
  readonly keyIsGone: boolean
  /** How many questions were asked; nothing while that is not known. */
  readonly asked: number | undefined
  /** How many answers are lost to this tab and can be asked for again. */
  readonly lost: number
  /** Nothing can be done any more in this conversation. */
  readonly isOver: boolean
  /** The conversation is with somebody else: what was sent can be read and cancelled, nothing can be sent. */
  readonly isTransferred: boolean
}

export interface FormCardPorts {
  readonly words: Words
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
  show(form: PanelForm, standing: Standing): void
  name(title: string, lang: string): void
  /** No words: no notice. */
  say(words: string, kind?: NoticeKind): void
}

const canRead: ReadonlySet<FormStatusOnTheWire> = new Set(['submitted', 'retrieved'])
const canSendAgain: ReadonlySet<FormStatusOnTheWire> = new Set(['sent', 'opened', 'expired', 'declined'])
const canCancel: ReadonlySet<FormStatusOnTheWire> = new Set(['sent', 'opened'])

/** Of the questions that were asked, those that are filled in well. */
const done = (progress: PanelForm['progress'] = {}): number =>
  Object.values(progress).filter((state) => state === 'valid').length

export const statusText = (form: PanelForm, standing: Standing, words: Words): string => {
  const { isComing, isHeld, asked, isOver } = standing
  if (isHeld && !isOver) return words.arrived
  if (isComing) return words.status.submitted
  if (form.status === 'opened' && form.progress !== undefined) {
    return words.filling(done(form.progress), asked ?? Object.keys(form.progress).length)
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
  const { words, locale } = ports
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
  const readButton = pressed(words.read, ports.read, { class: 'compact main' })
  const putAwayButton = pressed(words.putAway, ports.putAway)
  const askAgainButton = pressed(words.askAgainThis, ports.askAgain)
  const sendAgainButton = pressed(words.sendAgain, ports.sendAgain)
  const cancelButton = pressed(words.cancel, ports.cancel, { class: 'compact plain' })
  const buttons = element(
    'div',
    { class: 'buttons' },
    readButton,
    putAwayButton,
    askAgainButton,
    sendAgainButton,
    cancelButton,
  )
  const times = [words.sentAt(timeText(form.sentAt, locale)), ...(form.follows === undefined ? [] : [words.completes])]
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

  const show = (now: PanelForm, standing: Standing) => {
    const { isMine, isHeld, isShown, keyIsGone, lost, isOver, isTransferred } = standing
    const hadFocus = holdsFocus(buttons)
    const said = statusText(now, standing, words)
    if (status.textContent !== said) status.textContent = said
    root.dataset.status = isHeld ? 'submitted' : now.status
    colleague.hidden = isMine
    colleague.textContent = isMine ? '' : words.byColleague(form.agentId)
    const canAct = isMine && !isOver
    readButton.hidden = !canAct || !canRead.has(now.status) || isShown
    readButton.textContent = isHeld ? words.show : words.read
    putAwayButton.hidden = !isShown
    askAgainButton.hidden = !canAct || isTransferred || lost === 0
    askAgainButton.textContent = lost > 1 ? words.askAgainThese : words.askAgainThis
    sendAgainButton.hidden = !canAct || isTransferred || !canSendAgain.has(now.status)
    sendAgainButton.classList.toggle('main', keyIsGone)
    cancelButton.hidden = !canAct || !canCancel.has(now.status)
    // Whoever pressed a button that is gone now goes on from the form's name, not from the top of the page (WCAG 2.4.3).
    if (hadFocus && !(holdsFocus(buttons) && isVisible(document.activeElement))) title.focus()
  }

  return {
    root,
    answers,
    show,
    name(text, lang) {
      title.textContent = text
      title.lang = lang
    },
    say(text, kind = 'good') {
      notice.hidden = text === ''
      notice.className = `notice ${kind}`
      notice.textContent = text
    },
  }
}
