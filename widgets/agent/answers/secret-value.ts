/** An answer on the agent's screen: masked, shown for a moment on request, hidden by itself, copied on request. */
import { button, element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import { showText } from './visible-text.ts'

export const shownMilliseconds = 30_000

export interface Secret {
  readonly label: string
  readonly masked: string
  readonly clear: string
  /** Beside the value, such as a card's brand. */
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
  /** Hides, and lets go of the clear text for good. */
  forget(): void
}

/** The clear text is in the page only while it is shown; elsewhere it is in one variable, which `forget` empties. */
export const createSecretValue = (secret: Secret, { messages, copy }: SecretValuePorts): SecretValue => {
  const { label, masked, about } = secret
  let clear = secret.clear
  let isShown = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const text = element('bdi', { class: 'value' })
  const value = element(
    'div',
    {},
    text,
    about === undefined ? undefined : element('span', { class: 'quiet small' }, about),
  )
  const set = (shown: boolean) => {
    clearTimeout(timer)
    isShown = shown
    showText(text, shown ? clear : masked)
    text.classList.toggle('shown', shown)
    toggle.textContent = shown ? messages.hide : messages.reveal
    toggle.setAttribute('aria-label', `${shown ? messages.hide : messages.reveal}: ${label}`)
    if (shown) timer = setTimeout(() => set(false), shownMilliseconds)
  }
  const toggle = button(messages.reveal, () => set(!isShown), { class: 'compact' })
  const copyButton = button(messages.copy, () => copy(label, clear), {
    class: 'compact',
    'aria-label': `${messages.copy}: ${label}`,
  })
  set(false)
  return {
    value,
    buttons: element('div', { class: 'row-buttons' }, toggle, copyButton),
    show: () => set(true),
    hide: () => set(false),
    forget() {
      clear = ''
      set(false)
    },
  }
}
