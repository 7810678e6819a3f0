/**
 * Follows the service's idle clock (PCI DSS 8.2.8). Whoever does something on the page is there, also while they write and send
 * nothing; whoever does not is warned in time (WCAG 2.2.1) and then sent out, so that nothing stays on the screen of somebody who
 * has left, and the issuer forgets their browser.
 */
import { staySignedIn } from '../../../contracts/steps/stay-signed-in.ts'
import { button, element } from '../../shared/dom.ts'
import { createIdleClock } from '../../shared/idle-clock.ts'
import { messages } from '../messages/en.ts'
import type { Service } from '../service.ts'

export interface IdleTimeoutPorts {
  readonly service: Pick<Service, 'call'>
  /** Where the focus goes when the warning that had it is gone. */
  readonly main: HTMLElement
  readonly onIdle: () => void
  /** Aborted when nobody is signed in here any more. */
  readonly signal: AbortSignal
}

export interface IdleTimeout {
  /** There all the same while it is empty, so that a screen reader hears of what comes into it. */
  readonly warning: HTMLElement
  /** The service has seen somebody do something. */
  recordActivity(): void
}

/** The service counts in minutes; it is told no more often, unless somebody answers a warning. */
const reportIntervalMs = 60_000

export const watchIdleTimeout = ({ service, main, onIdle, signal }: IdleTimeoutPorts): IdleTimeout => {
  const warning = element('div', { role: 'alert', class: 'idle' })
  let lastTold = 0
  let isTelling = false
  const clock = createIdleClock({
    onIdle,
    warn(minutesLeft) {
      const said = messages.idle.warning(minutesLeft)
      const text = warning.querySelector('p')
      // The button stays the one that may have the focus.
      if (text !== null) text.textContent = said
      else warning.append(element('p', {}, said), button(messages.idle.stay, active, { class: 'compact main' }))
    },
    clearWarning() {
      const hadFocus = warning.contains(document.activeElement)
      warning.replaceChildren()
      if (hadFocus) main.focus()
    },
  })
  const stay = async (): Promise<void> => {
    lastTold = Date.now()
    isTelling = true
    const reply = await service.call(staySignedIn, { path: {}, body: {} })
    isTelling = false
    if (reply.outcome === 'done' && !signal.aborted) {
      clock.setDeadline(Date.parse(reply.value.idleAt), reply.repliedAt ?? Date.now())
    }
  }
  const active = () => {
    const isWarned = warning.hasChildNodes()
    if (!isTelling && (isWarned || Date.now() - lastTold >= reportIntervalMs)) void stay()
  }
  for (const doing of ['click', 'input', 'keydown']) document.addEventListener(doing, active, { signal })
  document.addEventListener('visibilitychange', () => clock.check(), { signal })
  signal.addEventListener('abort', () => clock.stop())
  void stay()
  return { warning, recordActivity: clock.recordActivity }
}
