/** What the panel shows when it has nothing to work with: why, and the way on. */
import { button, element, find } from '../shared/dom.ts'
import type { AgentFrameMessage } from '../shared/frame-messages.ts'
import { holdsFocus } from './holds-focus.ts'
import type { Messages } from './messages/messages.ts'
import type { EndReason } from './run-panel.ts'

const main = () => find('agent')

export const showPanel = (root: HTMLElement): void => {
  delete main().dataset.screen
  main().replaceChildren(root)
}

/** A word for it on the element, so that a desktop's own tests can tell the screens apart. */
const showScreen = (name: string, title: string, text: string, press?: { readonly words: string; act: () => void }) => {
  const hadFocus = holdsFocus(main())
  const heading = element('h1', { tabindex: -1 }, title)
  main().dataset.screen = name
  main().replaceChildren(
    heading,
    element('p', { role: 'alert' }, text),
    ...(press === undefined ? [] : [button(press.words, press.act, { class: 'main' })]),
  )
  if (hadFocus) heading.focus()
}

export const showStarting = (words: Messages): void => {
  main().dataset.screen = 'starting'
  main().replaceChildren(
    element('h1', {}, words.title),
    element('p', { class: 'quiet', role: 'status' }, words.starting),
  )
}

export const showNotFramed = (words: Messages): void => showScreen('not-framed', words.title, words.notFramed)

const endingText = (because: EndReason, words: Messages): string =>
  ({
    'no-token': words.noToken,
    'signed-out': words.signedOut,
    idle: words.signedOutIdle,
    'not-permitted': words.notPermitted,
    'not-available': words.overOrTransferred,
    unreachable: words.unreachable,
  })[because]

const needsSignIn: ReadonlySet<EndReason> = new Set(['no-token', 'signed-out', 'idle'])

export const showEnding = (because: EndReason, words: Messages, again: () => void): void =>
  showScreen(because, words.title, endingText(because, words), {
    words: needsSignIn.has(because) ? words.signInAgain : words.lookAgain,
    act: again,
  })

export const messageOf = (because: EndReason): AgentFrameMessage => {
  if (because === 'signed-out' || because === 'idle') return { sealform: 'v1', message: 'event', event: 'signed-out' }
  const code = because === 'no-token' ? 'not-signed-in' : because
  return { sealform: 'v1', message: 'event', event: 'error', code }
}
