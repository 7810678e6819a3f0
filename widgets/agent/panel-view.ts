/** The layout of the panel: the header, the section for sending and the list of forms. Other modules provide the content. */
import { button, element } from '../shared/dom.ts'
import { createAnnouncer } from './announcer.ts'
import { holdsFocus } from './holds-focus.ts'
import type { Messages } from './messages/messages.ts'

export type Connection = 'connecting' | 'live' | 'without-push'

export interface PanelView {
  readonly root: HTMLElement
  announce(text: string): void
  /** Shows a notice about the whole panel. An empty text removes it. */
  showNotice(text: string, kind?: 'warn' | 'bad' | 'good'): void
  showConnection(state: Connection): void
  /** Sets the content of the section for sending. */
  showSending(content: HTMLElement): void
  hideSending(): void
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
    { class: 'connection quiet small', 'data-state': 'connecting' },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    connectionText,
  )
  const warning = element('div', { role: 'alert', class: 'warning' })
  const notice = element('p', { class: 'notice', hidden: true })
  const sendContent = element('div', {})
  const sendSection = element(
    'section',
    { class: 'panel', 'aria-labelledby': 'send-title' },
    element('h2', { id: 'send-title' }, messages.sendHeading),
    sendContent,
  )
  const emptyNote = element('p', { class: 'quiet' }, messages.nothingSent)
  const list = element('ul', { class: 'forms', 'aria-labelledby': 'list-title', hidden: true })
  const root = element(
    'div',
    { class: 'panel-root' },
    warning,
    element('header', { class: 'head' }, title, connection),
    announcer.root,
    notice,
    sendSection,
    element(
      'section',
      { 'aria-labelledby': 'list-title' },
      element('h2', { id: 'list-title' }, messages.listHeading),
      emptyNote,
      list,
    ),
  )
  const connectionTexts = { connecting: messages.connecting, live: messages.live, 'without-push': messages.withoutPush }

  return {
    root,
    announce: (text) => announcer.announce(text),
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
    showSending: (content) => sendContent.replaceChildren(content),
    hideSending: () => {
      const hadFocus = holdsFocus(sendSection)
      sendSection.hidden = true
      if (hadFocus) title.focus()
    },
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
      else warning.append(element('p', {}, text), button(messages.stay, stay, { class: 'compact main' }))
      return previous === null
    },
  }
}
