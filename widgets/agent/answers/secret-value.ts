/**
 * An answer on the agent's screen. If it is masked at first, the agent can reveal it for a limited time. The agent can copy it
 * without revealing it.
 */
import { button, element } from '../../shared/dom.ts'
import type { Messages } from '../messages/messages.ts'
import { showText } from './visible-text.ts'

export const revealMilliseconds = 30_000

/** How long the button says that the answer was copied. */
const copiedMilliseconds = 2_000

export interface Secret {
  readonly label: string
  readonly masked: string
  readonly clear: string
  /** Formats the clear text for reading. What is copied is the clear text itself. */
  readonly format?: ((clear: string) => string) | undefined
  /** True if the answer stays masked until the agent reveals it. */
  readonly isMaskedAtFirst: boolean
  /** A text to show beside the value, such as a card's brand. */
  readonly about?: string | undefined
}

export interface SecretValuePorts {
  readonly messages: Messages
  /** Copies the text and announces the result. Resolves to true if it was copied. */
  readonly copy: (label: string, clear: string) => Promise<boolean>
  /** Called when the answer is shown or masked. */
  readonly changed?: () => void
}

/** Which answers to hide: those that the agent has revealed, or all. */
export type Hidden = 'revealed' | 'all'

export interface SecretValue {
  readonly value: HTMLElement
  readonly buttons: HTMLElement
  isShown(): boolean
  reveal(): void
  hide(which: Hidden): void
  /** Hides and drops the clear text. */
  forget(): void
}

/** Creates a button that copies a text, and then says so for two seconds. */
export const createCopyButton = (
  label: string,
  copy: () => Promise<boolean>,
  { messages, attributes = {} }: { messages: Messages; attributes?: Readonly<Record<string, string>> },
): HTMLButtonElement => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const created = button(
    label,
    async () => {
      if (!(await copy())) return
      created.textContent = messages.copied
      clearTimeout(timer)
      timer = setTimeout(() => {
        created.textContent = label
      }, copiedMilliseconds)
    },
    attributes,
  )
  return created
}

/**
 * Creates the element. The page contains the clear text only while the text is shown. At other times, the text is in one
 * variable, which `forget` clears.
 */
export const createSecretValue = (
  secret: Secret,
  { messages, copy, changed = () => {} }: SecretValuePorts,
): SecretValue => {
  const { label, masked, about, format = (text) => text } = secret
  let { clear, isMaskedAtFirst: isMasked } = secret
  let isShown = !isMasked
  let timer: ReturnType<typeof setTimeout> | undefined

  const text = element('bdi', { class: 'value', translate: 'no' })
  const value = element('div', {}, text, about === undefined ? undefined : element('span', { class: 'quiet' }, about))
  const toggle = button(messages.reveal, () => setVisible(!isShown))
  const copyButton = createCopyButton(messages.copy, () => copy(label, clear), {
    messages,
    attributes: { 'aria-label': `${messages.copy}: ${label}` },
  })
  const setVisible = (visible: boolean) => {
    clearTimeout(timer)
    const wasShown = isShown
    isShown = visible
    showText(text, visible ? format(clear) : masked)
    text.classList.toggle('shown', visible)
    toggle.hidden = !isMasked
    toggle.textContent = visible ? messages.hide : messages.reveal
    toggle.setAttribute('aria-label', `${visible ? messages.hide : messages.reveal}: ${label}`)
    if (visible && isMasked) timer = setTimeout(() => setVisible(false), revealMilliseconds)
    if (wasShown !== visible) changed()
  }
  setVisible(!isMasked)
  return {
    value,
    buttons: element('div', { class: 'row-buttons' }, toggle, copyButton),
    isShown: () => isShown,
    reveal: () => setVisible(true),
    hide(which) {
      if (which === 'revealed' && !isMasked) return
      isMasked = true
      setVisible(false)
    },
    forget() {
      clear = ''
      isMasked = true
      setVisible(false)
    },
  }
}
