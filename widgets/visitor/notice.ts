/** A notice at the top of the page. It is announced without moving the focus (WCAG 4.1.3). */
import { element, find } from '../shared/dom.ts'

export interface Notice {
  /** Replaces the notice. An empty text removes it. */
  show(text: string): void
}

/**
 * Creates the notice. Its live region is in the page from the start and is never replaced, because not all screen readers
 * announce a region that is inserted together with its text.
 */
export const createNotice = (): Notice => {
  const region = element('p', { class: 'notice warn page-notice', role: 'status' })
  find('form').before(region)
  return {
    show: (text) => {
      if (region.textContent !== text) region.textContent = text
    },
  }
}
