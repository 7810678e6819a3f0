/** What the page has to say at any moment: seen at its top and announced without moving the focus (WCAG 4.1.3). */
import { element, find } from '../shared/dom.ts'

export interface Notice {
  /** Stays until something else is said; none takes it away. */
  show(text: string): void
}

/** There from the start and never replaced: a region that comes with its words is not read out everywhere. */
export const createNotice = (): Notice => {
  const region = element('p', { class: 'notice warn page-notice', role: 'status' })
  find('form').before(region)
  return {
    show: (text) => {
      if (region.textContent !== text) region.textContent = text
    },
  }
}
