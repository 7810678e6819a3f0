/** Shows the screens of the page, one at a time. */
import { element, find } from '../shared/dom.ts'

/** Returns true if a screen has been shown. */
export const hasScreen = (): boolean => find('form').dataset.screen !== undefined

export const heading = (text: string): HTMLElement => element('h1', {}, text)

/**
 * The event that asks the embedding page to scroll. Its `detail` is the distance in CSS pixels from the top of the page to the
 * element to show.
 */
export const scrolledEvent = 'sealform-scrolled'

/** Scrolls the target into view. A frame as high as its content cannot scroll, so an event asks the embedding page to scroll. */
export const bringIntoView = (target: HTMLElement): void => {
  target.scrollIntoView({ block: 'start' })
  const top = target.getBoundingClientRect().top + window.scrollY
  document.dispatchEvent(new CustomEvent<number>(scrolledEvent, { detail: top }))
}

/**
 * The time after which the announcement of the first screen is removed, so that a screen reader that reads by line does not read
 * the heading twice.
 */
const announcementMilliseconds = 10_000

/**
 * Replaces the screen. The heading takes the focus, so that a screen reader starts at the top. The first screen appears without
 * user action, while the person may be using the chat around the frame. The heading of the first screen therefore does not take
 * the focus, but is announced (WCAG 4.1.3).
 */
export const showScreen = (title: string, ...content: readonly Node[]): void => {
  const main = find('form')
  const isFirst = !hasScreen()
  main.dataset.screen = ''
  main.replaceChildren(...content)
  document.title = title
  const headingElement = main.querySelector('h1')
  const announcement = find('announced')
  announcement.lang = headingElement?.closest<HTMLElement>('[lang]')?.lang ?? ''
  announcement.textContent = isFirst ? (headingElement?.textContent ?? '') : ''
  if (isFirst) setTimeout(() => announcement.replaceChildren(), announcementMilliseconds)
  if (isFirst || headingElement === null) return
  headingElement.tabIndex = -1
  headingElement.focus({ preventScroll: true })
  bringIntoView(main)
}
