/** The screens that replace the panel when it cannot be shown. Each shows the reason and the next action. */
import { button, element, find } from '../shared/dom.ts'
import type { AgentFrameMessage } from '../shared/frame-messages.ts'
import { holdsFocus } from './holds-focus.ts'
import type { Messages } from './messages/messages.ts'
import type { EndReason } from './run-state.ts'

const main = () => find('agent')

export const showPanel = (root: HTMLElement): void => {
  delete main().dataset.screen
  main().replaceChildren(root)
}

/** Shows a screen. Sets `data-screen`, so that a desktop's own tests can distinguish the screens. */
const showScreen = (
  name: string,
  title: string,
  text: string,
  press?: { readonly label: string; action: () => void },
) => {
  const hadFocus = holdsFocus(main())
  const heading = element('h1', { tabindex: -1 }, title)
  main().dataset.screen = name
  main().replaceChildren(
    heading,
    element('p', { role: 'alert' }, text),
    ...(press === undefined ? [] : [button(press.label, press.action, { class: 'main' })]),
  )
  if (hadFocus) heading.focus()
}

export const showStarting = (messages: Messages): void => {
  main().dataset.screen = 'starting'
  main().replaceChildren(
    element('h1', {}, messages.title),
    element('p', { class: 'quiet', role: 'status' }, messages.starting),
  )
}

export const showNotFramed = (messages: Messages): void => showScreen('not-framed', messages.title, messages.notFramed)

const endingText = (reason: EndReason, messages: Messages): string =>
  ({
    'no-token': messages.noToken,
    'signed-out': messages.signedOut,
    idle: messages.signedOutIdle,
    'not-permitted': messages.notPermitted,
    'not-available': messages.overOrTransferred,
    unreachable: messages.unreachable,
  })[reason]

const needsSignIn: ReadonlySet<EndReason> = new Set(['no-token', 'signed-out', 'idle'])

export const showEnding = (reason: EndReason, messages: Messages, retry: () => void): void =>
  showScreen(reason, messages.title, endingText(reason, messages), {
    label: needsSignIn.has(reason) ? messages.signInAgain : messages.lookAgain,
    action: retry,
  })

export const messageOf = (reason: EndReason): AgentFrameMessage => {
  if (reason === 'signed-out' || reason === 'idle') return { sealform: 'v1', message: 'event', event: 'signed-out' }
  const code = reason === 'no-token' ? 'not-signed-in' : reason
  return { sealform: 'v1', message: 'event', event: 'error', code }
}
