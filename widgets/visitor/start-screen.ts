/**
 * The first screen of a link that is opened by itself. It shows whose form this is and one button. Scanners of mail and chat
 * gateways run the scripts of a page, but do not press its buttons, so they do not use the open key.
 */
import { button, element, setBusy } from '../shared/dom.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { heading, showScreen } from './screen.ts'

export interface StartScreen {
  readonly siteName: string
  /** False if the page must stay open, because the browser does not keep what the page stores. */
  readonly isStored: boolean
  readonly open: () => void
}

export const showStart = (messages: LocalisedMessages, { siteName, isStored, open }: StartScreen): void => {
  const { start, fillIn, locale } = messages
  const site = bidiIsolate(siteName, locale)
  const openButton = button(
    start.open,
    () => {
      setBusy(openButton, true)
      open()
    },
    { class: 'main', id: 'open-form' },
  )
  showScreen(
    start.title(site),
    heading(start.heading(site)),
    element('p', {}, start.text),
    element('p', {}, start.oneBrowser),
    ...(isStored ? [] : [element('p', { class: 'notice warn' }, fillIn.keepOpen)]),
    element('div', { class: 'buttons' }, openButton),
  )
}
