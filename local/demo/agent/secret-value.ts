/** An answer on the agent's screen: masked, shown for a moment on request, hidden by itself. */
import { button, element } from '../../../widgets/shared/dom.ts'

const shownMilliseconds = 30_000

export interface SecretValue {
  readonly value: HTMLElement
  readonly toggle: HTMLElement
  hide(): void
}

/** Hides again after 30 seconds, and when the tab is no longer looked at. The clear text is in the page only while shown. */
export const createSecretValue = (label: string, clear: string, masked: string): SecretValue => {
  const value = element('bdi', { class: 'value' }, masked)
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (shown: boolean) => {
    clearTimeout(timer)
    value.textContent = shown ? clear : masked
    value.classList.toggle('shown', shown)
    toggle.textContent = shown ? 'Hide' : 'Reveal'
    toggle.setAttribute('aria-label', `${shown ? 'Hide' : 'Reveal'}: ${label}`)
    if (shown) timer = setTimeout(() => show(false), shownMilliseconds)
  }
  const toggle = button('Reveal', () => show(!value.classList.contains('shown')), { class: 'compact' })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) show(false)
  })
  show(false)
  return { value, toggle, hide: () => show(false) }
}
