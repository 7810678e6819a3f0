/**
 * Follows the service's idle timeout (PCI DSS 8.2.8). Any input on the page counts as activity, even if it sends no request. The
 * page warns an idle person before the timeout (WCAG 2.2.1). At the timeout, it signs the person out of this page and of the
 * issuer, so that no data stays on the screen after the person has left.
 */
import { staySignedIn } from '../../../contracts/steps/stay-signed-in.ts'
import { button, element } from '../../shared/dom.ts'
import { createIdleClock } from '../../shared/idle-clock.ts'
import { messages } from '../messages/current.ts'
import type { Service } from '../service.ts'

export interface IdleTimeoutPorts {
  readonly service: Pick<Service, 'call'>
  /** The element that receives the focus if the warning has the focus when it is removed. */
  readonly main: HTMLElement
  readonly onIdle: () => void
  /** A signal that is aborted when the sign-in ends. */
  readonly signal: AbortSignal
}

export interface IdleTimeout {
  /**
   * The live region for the warning. Keep it in the page while it is empty: screen readers only announce changes in existing live
   * regions.
   */
  readonly warning: HTMLElement
  /** Restarts the idle timeout. The caller must call this when the service has counted a request as activity. */
  recordActivity(): void
}

/**
 * The minimum interval between two reports of activity. The interval is one minute, which is the unit of the service's timeout.
 * While a warning is shown, activity is reported immediately.
 */
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
      // Change only the text and keep the button, because the button may have the focus.
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
