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
  let lastReportedAt = 0
  let isReporting = false
  const clock = createIdleClock({
    onIdle,
    warn(minutesLeft) {
      const message = messages.idle.warning(minutesLeft)
      const text = warning.querySelector('p')
      // The button stays the one that may have the focus.
      if (text !== null) text.textContent = message
      else
        warning.append(element('p', {}, message), button(messages.idle.stay, reportActivity, { class: 'compact main' }))
    },
    clearWarning() {
      const hadFocus = warning.contains(document.activeElement)
      warning.replaceChildren()
      if (hadFocus) main.focus()
    },
  })
  const extendSignIn = async (): Promise<void> => {
    lastReportedAt = Date.now()
    isReporting = true
    const reply = await service.call(staySignedIn, { path: {}, body: {} })
    isReporting = false
    if (reply.outcome === 'done' && !signal.aborted) {
      clock.setDeadline(Date.parse(reply.value.idleAt), reply.repliedAt ?? Date.now())
    }
  }
  const reportActivity = () => {
    const isWarned = warning.hasChildNodes()
    if (!isReporting && (isWarned || Date.now() - lastReportedAt >= reportIntervalMs)) void extendSignIn()
  }
  for (const type of ['click', 'input', 'keydown']) document.addEventListener(type, reportActivity, { signal })
  document.addEventListener('visibilitychange', () => clock.check(), { signal })
  signal.addEventListener('abort', () => clock.stop())
  void extendSignIn()
  return { warning, recordActivity: clock.recordActivity }
}
