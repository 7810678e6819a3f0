/**
 * Follows the service's idle clock (PCI DSS 8.2.8). Whoever does something on the page is there, also while they write and send
 * nothing; whoever does not is warned in time (WCAG 2.2.1) and then sent out, so that nothing stays on the screen of somebody who
 * has left, and the issuer forgets their browser.
 */
import { staySignedIn } from '../../../contracts/steps/stay-signed-in.ts'
import { button, element } from '../../shared/dom.ts'
import { createIdleClock } from '../../shared/idle-clock.ts'
import { words } from '../messages/en.ts'
import type { Service } from '../service.ts'

export interface IdlenessPorts {
  readonly service: Pick<Service, 'ask'>
  /** Where the focus goes when the warning that had it is gone. */
  readonly main: HTMLElement
  readonly idled: () => void
  /** Aborted when nobody is signed in here any more. */
  readonly signal: AbortSignal
}

export interface Idleness {
  /** There all the same while it is empty, so that a screen reader hears of what comes into it. */
  readonly warning: HTMLElement
  /** The service has seen somebody do something. */
  acted(): void
}

/** The service counts in minutes; it is told no more often, unless somebody answers a warning. */
const toldMs = 60_000

export const watchIdleness = ({ service, main, idled, signal }: IdlenessPorts): Idleness => {
  const warning = element('div', { role: 'alert', class: 'idle' })
  let lastTold = 0
  let isTelling = false
  const clock = createIdleClock({
    idled,
    warn(minutesLeft) {
      const said = words.idle.warning(minutesLeft)
      const text = warning.querySelector('p')
      // The button stays the one that may have the focus.
      if (text !== null) text.textContent = said
      else warning.append(element('p', {}, said), button(words.idle.stay, active, { class: 'compact main' }))
    },
    calm() {
      const hadFocus = warning.contains(document.activeElement)
      warning.replaceChildren()
      if (hadFocus) main.focus()
    },
  })
  const stay = async (): Promise<void> => {
    lastTold = Date.now()
    isTelling = true
    const reply = await service.ask(staySignedIn, { path: {}, body: {} })
    isTelling = false
    if (reply.outcome === 'done' && !signal.aborted) {
      clock.told(Date.parse(reply.value.idleAt), reply.saidAt ?? Date.now())
    }
  }
  const active = () => {
    const isWarned = warning.hasChildNodes()
    if (!isTelling && (isWarned || Date.now() - lastTold >= toldMs)) void stay()
  }
  for (const doing of ['click', 'input', 'keydown']) document.addEventListener(doing, active, { signal })
  document.addEventListener('visibilitychange', () => clock.look(), { signal })
  signal.addEventListener('abort', () => clock.stop())
  void stay()
  return { warning, acted: clock.acted }
}
