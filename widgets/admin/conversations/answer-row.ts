/** One answer, masked. Revealed, it is in the page for 30 seconds, and only while the tab is visible. */
import { button, element, setBusy } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import type { ViewContext } from '../view.ts'

export interface AnswerRowOptions {
  readonly label: string
  readonly masked: string
  /** A signal that is aborted when the person leaves the view. */
  readonly signal: AbortSignal
  /** Requests the answer, which is on record. */
  reveal(): Promise<{ readonly clear: string } | { readonly failed: string }>
  readonly announce: ViewContext['announce']
}

const revealedMs = 30_000

export const answerRow = ({ label, masked, signal, reveal, announce }: AnswerRowOptions): HTMLElement => {
  const value = element('span', { class: 'value', translate: 'no' }, masked)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRevealed = false

  const hide = () => {
    clearTimeout(timer)
    isRevealed = false
    value.textContent = masked
    value.classList.remove('shown')
    toggle.textContent = messages.history.reveal
    toggle.setAttribute('aria-label', messages.history.revealAnswer(label))
  }
  const show = async () => {
    setBusy(toggle, true)
    const revealed = await reveal()
    setBusy(toggle, false)
    if ('failed' in revealed) return announce(revealed.failed, { lasting: true })
    // The person has left while the request was running.
    if (document.hidden || signal.aborted || !value.isConnected) return
    isRevealed = true
    value.textContent = revealed.clear
    value.classList.add('shown')
    toggle.textContent = messages.history.hide
    toggle.setAttribute('aria-label', messages.history.hideAnswer(label))
    timer = setTimeout(hide, revealedMs)
  }
  const toggle = button(messages.history.reveal, () => (isRevealed ? hide() : void show()), {
    class: 'compact',
    'aria-label': messages.history.revealAnswer(label),
  })
  const hideIfHidden = () => {
    if (document.hidden) hide()
  }
  document.addEventListener('visibilitychange', hideIfHidden, { signal })
  window.addEventListener('pagehide', hide, { signal })
  signal.addEventListener('abort', hide)
  return element('div', { class: 'answer' }, element('dt', {}, label), element('dd', {}, value, toggle))
}
