/** The panel's frame: a head, the place to send from, the list. What is in them comes from elsewhere. */
import { button, element } from '../shared/dom.ts'
import { createAnnouncer } from './announcer.ts'
import { holdsFocus } from './holds-focus.ts'
import type { Messages } from './messages/messages.ts'

export type Connection = 'connecting' | 'live' | 'without-push'

export interface PanelView {
  readonly root: HTMLElement
  announce(words: string): void
  /** What concerns the whole panel; no words: nothing. */
  showNotice(words: string, kind?: 'warn' | 'bad' | 'good'): void
  showConnection(state: Connection): void
  /** Takes the place where forms are sent from. */
  showSending(content: HTMLElement): void
  hideSending(): void
  /** Newest first. */
  addCard(card: HTMLElement): void
  /**
   * Above everything, without taking the focus from somebody who is typing in the desktop; no words take it away again. Answers
   * whether there was none before.
   */
  warn(words: string | undefined, stay: () => void): boolean
}

export const createPanelView = (words: Messages): PanelView => {
  const announcer = createAnnouncer()
  const title = element('h1', { tabindex: -1 }, words.title)
  const connectionText = element('span', {}, words.connecting)
  const connection = element(
    'p',
    { class: 'connection quiet small', 'data-state': 'connecting' },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    connectionText,
  )
  const warning = element('div', { role: 'alert', class: 'warning' })
  const notice = element('p', { class: 'notice', hidden: true })
  const sending = element('div', {})
  const sendSection = element(
    'section',
    { class: 'panel', 'aria-labelledby': 'send-title' },
    element('h2', { id: 'send-title' }, words.sendHeading),
    sending,
  )
  const nothing = element('p', { class: 'quiet' }, words.nothingSent)
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
      element('h2', { id: 'list-title' }, words.listHeading),
      nothing,
      list,
    ),
  )
  const connectionWords = { connecting: words.connecting, live: words.live, 'without-push': words.withoutPush }

  return {
    root,
    announce: (said) => announcer.announce(said),
    showNotice(said, kind = 'warn') {
      const isNew = notice.textContent !== said
      notice.hidden = said === ''
      notice.className = `notice ${kind}`
      notice.textContent = said
      if (isNew && said !== '') announcer.announce(said)
    },
    showConnection(state) {
      const before = connection.dataset.state
      connection.dataset.state = state
      connectionText.textContent = connectionWords[state]
      if (state === 'without-push' && before !== state) announcer.announce(words.withoutPush)
    },
    showSending: (content) => sending.replaceChildren(content),
    hideSending: () => {
      const hadFocus = holdsFocus(sendSection)
      sendSection.hidden = true
      if (hadFocus) title.focus()
    },
    addCard(card) {
      nothing.hidden = true
      list.hidden = false
      list.prepend(card)
    },
    warn(said, stay) {
      const before = warning.querySelector('button')
      if (holdsFocus(warning) && said === undefined) title.focus()
      if (said === undefined) warning.replaceChildren()
      // The button stays the one that may have the focus.
      else if (before !== null) warning.querySelector('p')?.replaceChildren(said)
      else warning.append(element('p', {}, said), button(words.stay, stay, { class: 'compact main' }))
      return before === null
    },
  }
}
