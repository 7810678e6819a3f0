/** An answer on the agent's screen. It is masked. The agent can reveal it for a limited time, and can copy it. */
import { button, element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import { showText } from './visible-text.ts'

export const revealMilliseconds = 30_000

export interface Secret {
  readonly label: string
  readonly masked: string
  readonly clear: string
  /** A text to show beside the value, such as a card's brand. */
  readonly about?: string | undefined
}

export interface SecretValuePorts {
  readonly messages: Messages
  readonly copy: (label: string, clear: string) => void
}

export interface SecretValue {
  readonly value: HTMLElement
  readonly buttons: HTMLElement
  show(): void
  hide(): void
  /** Hides and drops the clear text. */
  forget(): void
}

/**
 * Creates the element. The page contains the clear text only while the text is shown. At other times, the text is in one
 * variable, which `forget` clears.
 */
export const createSecretValue = (secret: Secret, { messages, copy }: SecretValuePorts): SecretValue => {
  const { label, masked, about } = secret
  let clear = secret.clear
  let isShown = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const text = element('bdi', { class: 'value', translate: 'no' })
  const value = element(
    'div',
    {},
    text,
    about === undefined ? undefined : element('span', { class: 'quiet small' }, about),
  )
  const setVisible = (visible: boolean) => {
    clearTimeout(timer)
    isShown = visible
    showText(text, visible ? clear : masked)
    text.classList.toggle('shown', visible)
    toggle.textContent = visible ? messages.hide : messages.reveal
    toggle.setAttribute('aria-label', `${visible ? messages.hide : messages.reveal}: ${label}`)
    if (visible) timer = setTimeout(() => setVisible(false), revealMilliseconds)
  }
  const toggle = button(messages.reveal, () => setVisible(!isShown), { class: 'compact' })
  const copyButton = button(messages.copy, () => copy(label, clear), {
    class: 'compact',
    'aria-label': `${messages.copy}: ${label}`,
  })
  setVisible(false)
  return {
    value,
    buttons: element('div', { class: 'row-buttons' }, toggle, copyButton),
    show: () => setVisible(true),
    hide: () => setVisible(false),
    forget() {
      clear = ''
      setVisible(false)
    },
  }
}
