/**
 * Announces changes to screen readers without moving the focus (WCAG 4.1.3). The whole panel shares one live region, so that
 * nothing is announced twice.
 */
import { element } from '../shared/dom.ts'

export interface Announcer {
  readonly root: HTMLElement
  announce(text: string): void
}

/**
 * The time in milliseconds for which an announced line stays in the live region. It is long enough for a screen reader to read
 * the line. After the line is removed, the same text can be announced again.
 */
const clearAfterMilliseconds = 5_000

export const createAnnouncer = (): Announcer => {
  // The role `status` is atomic by default: with each new line, screen readers would repeat the other lines of the last seconds.
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
