/**
 * Tells a screen reader what has changed without moving the focus (WCAG 4.1.3). One region for the whole panel, so that the cards
 * need none of their own and nothing is told twice.
 */
import { element } from '../shared/dom.ts'

export interface Announcer {
  readonly root: HTMLElement
  announce(text: string): void
}

/** Long enough for what is said to be read; then the region is empty again, so that the same words can be said anew. */
const clearAfterMilliseconds = 10_000

export const createAnnouncer = (): Announcer => {
  // A status is read as a whole unless it says otherwise, and the lines of the last seconds would be read again with each new one.
  const root = element('div', { role: 'status', 'aria-atomic': 'false', class: 'seen-by-readers-only' })
  return {
    root,
    announce(text) {
      const line = element('p', {}, text)
      root.append(line)
      setTimeout(() => line.remove(), clearAfterMilliseconds)
    },
  }
}
