/** The layout of the panel: the header, the button for sending, the list of forms and the settings. */
import { button, element } from '../shared/dom.ts'
import { createAnnouncer } from './announcer.ts'
import { holdsFocus } from './holds-focus.ts'
import type { Messages } from './messages/messages.ts'
import { createNewAnswerSound } from './new-answer-sound.ts'
import { createSendDisclosure, type DisclosureContent } from './sending/send-disclosure.ts'

export type Connection = 'connecting' | 'live' | 'without-push'

export interface PanelView {
  readonly root: HTMLElement
  announce(text: string): void
  /** Plays the sound for a new answer, if the agent has switched it on. */
  signalAnswer(): void
  /** Sets the number of forms with answers that the agent has not viewed. */
  setUnread(count: number): void
  /** Shows a notice about the whole panel. An empty text removes it. */
  showNotice(text: string, kind?: 'warn' | 'bad' | 'good'): void
  showConnection(state: Connection): void
  /** Sets the content of the section that *Send a form* opens. */
  setSending(content: DisclosureContent): void
  closeSending(): void
  hideSending(): void
  /** Returns true if the agent is choosing a form, or types in a field of the panel. */
  isInUse(): boolean
  /** Adds a form's card above the earlier cards. */
  addCard(card: HTMLElement): void
  /**
   * Shows a warning at the top. Does not take the focus from an agent who types in the desktop. `undefined` removes the warning.
   * Returns true if there was no warning before.
   */
  warn(text: string | undefined, stay: () => void): boolean
}

export const createPanelView = (messages: Messages): PanelView => {
  const announcer = createAnnouncer()
  const title = element('h1', { tabindex: -1 }, messages.title)
  const connectionText = element('span', {}, messages.connecting)
  const connection = element(
    'p',
    { class: 'connection quiet', 'data-state': 'connecting' },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    connectionText,
  )
  const warning = element('div', { role: 'alert', class: 'warning' })
  const notice = element('p', { class: 'notice', hidden: true })
  const sending = createSendDisclosure(messages.sendForm)
  const sound = createNewAnswerSound(messages.sound)
  const emptyNote = element('p', { class: 'quiet' }, messages.nothingSent)
  const list = element('ul', { class: 'forms', 'aria-labelledby': 'list-title', hidden: true })
  const forms = element(
    'section',
    { 'aria-labelledby': 'list-title' },
    element('h2', { id: 'list-title' }, messages.listHeading),
    ...[emptyNote, list],
  )
  const root = element(
    'div',
    { class: 'panel-root' },
    element('header', { class: 'head' }, title, connection),
    ...[warning, notice, sending.root, forms, sound.root, announcer.root],
  )
  const connectionTexts = { connecting: messages.connecting, live: messages.live, 'without-push': messages.withoutPush }

  return {
    root,
    announce: (text) => announcer.announce(text),
    signalAnswer: () => sound.play(),
    setUnread: (count) => sending.setMain(count === 0),
    showNotice(text, kind = 'warn') {
      const isNew = notice.textContent !== text
      notice.hidden = text === ''
      notice.className = `notice ${kind}`
      notice.textContent = text
      if (isNew && text !== '') announcer.announce(text)
    },
    showConnection(state) {
      const previous = connection.dataset.state
      connection.dataset.state = state
      connectionText.textContent = connectionTexts[state]
      if (state === 'without-push' && previous !== state) announcer.announce(messages.withoutPush)
    },
    setSending: (content) => sending.setContent(content),
    closeSending: () => sending.close(),
    hideSending() {
      const hadFocus = holdsFocus(sending.root)
      sending.root.hidden = true
      if (hadFocus) title.focus()
    },
    isInUse: () =>
      (sending.isOpen() && !sending.root.hidden) ||
      (holdsFocus(root) && root.querySelector(':focus')?.matches('input, select') === true),
    addCard(card) {
      emptyNote.hidden = true
      list.hidden = false
      list.prepend(card)
    },
    warn(text, stay) {
      const previous = warning.querySelector('button')
      if (holdsFocus(warning) && text === undefined) title.focus()
      if (text === undefined) warning.replaceChildren()
      // Change only the text and keep the button, because the button may have the focus.
      else if (previous !== null) warning.querySelector('p')?.replaceChildren(text)
      else warning.append(element('p', {}, text), button(messages.stay, stay, { class: 'main' }))
      return previous === null
    },
  }
}
