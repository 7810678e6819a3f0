/**
 * An off-the-record answer on the agent's screen. It stays sealed until the agent opens it. Only this tab can open it. The tab
 * always forgets the answer one minute after the agent has opened it.
 */
import { button, element } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'
import { createSecretValue, type Hidden, type SecretValue, type SecretValuePorts } from './secret-value.ts'

export const openAnswerMilliseconds = 60_000

export interface SealedAnswerPorts extends SecretValuePorts {
  /** Opens the sealed answer, and drops its sealed form. Resolves to undefined if this tab cannot open it. */
  readonly open: () => Promise<string | undefined>
  readonly announce: (text: string) => void
  /** Called when this tab has lost the answer. The agent must then ask the question again. */
  readonly lost: () => void
}

export interface SealedAnswerRow {
  readonly parts: readonly HTMLElement[]
  hide(which: Hidden): void
  /** Drops the answer without showing a message. */
  forget(): void
}

/**
 * Creates the row. `masked` is the text that is shown while the answer is hidden. It does not even reveal the length of the
 * answer.
 */
export const createSealedAnswerRow = (
  { label, masked }: { readonly label: string; readonly masked: string },
  ports: SealedAnswerPorts,
): SealedAnswerRow => {
  const { messages, open, announce, lost } = ports
  const value = element('dd', { class: 'quiet', tabindex: -1 }, messages.sealedHere)
  const buttons = element('dd', { class: 'row-buttons' })
  // Below the value and its buttons, so that it does not move them.
  const note = element('dd', { class: 'quiet note', hidden: true }, messages.openedOnce)
  let secret: SecretValue | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isForgotten = false

  const showMessage = (text: string) => {
    const hadFocus = holdsFocus(buttons)
    value.className = 'quiet'
    value.replaceChildren(text)
    buttons.replaceChildren()
    note.hidden = true
    if (hadFocus) value.focus()
  }
  const wipe = () => {
    secret?.forget()
    secret = undefined
    showMessage(messages.forgotten)
    lost()
  }
  const openButton = button(
    messages.viewOnce,
    async () => {
      openButton.setAttribute('aria-disabled', 'true')
      const clear = await open()
      if (isForgotten) return
      if (clear === undefined) {
        showMessage(messages.cannotOpen)
        return lost()
      }
      secret = createSecretValue({ label, masked, clear, isMaskedAtFirst: true }, ports)
      value.className = ''
      value.replaceChildren(secret.value)
      buttons.replaceChildren(secret.buttons)
      secret.reveal()
      if (document.hasFocus()) secret.buttons.querySelector('button')?.focus()
      timer = setTimeout(wipe, openAnswerMilliseconds)
      note.hidden = false
      announce(messages.openedOnce)
    },
    { 'aria-label': `${messages.viewOnce}: ${label}` },
  )
  buttons.append(openButton)
  return {
    parts: [value, buttons, note],
    hide: (which) => secret?.hide(which),
    forget() {
      isForgotten = true
      clearTimeout(timer)
      secret?.forget()
      secret = undefined
    },
  }
}
