/** The page shows one screen at a time. */
import { element, find } from '../shared/dom.ts'

/** Whether there is anything to see yet. */
export const hasScreen = (): boolean => find('form').dataset.screen !== undefined

export const heading = (text: string): HTMLElement => element('h1', {}, text)

/** Told with the CSS pixels from the page's top to what is now to be seen. */
export const scrolledEvent = 'sealform-scrolled'

/** A frame as high as its content has nothing to scroll; then the page around it has to, and is asked. */
export const bringIntoView = (target: HTMLElement): void => {
  target.scrollIntoView({ block: 'start' })
  const top = target.getBoundingClientRect().top + window.scrollY
  document.dispatchEvent(new CustomEvent<number>(scrolledEvent, { detail: top }))
}

/**
 * Replaces what is shown. The heading takes the focus, so that a screen reader starts where the eye does. On the first screen
 * it is announced instead: that comes by itself, after the page has loaded, and the person may be elsewhere, in the chat around
 * it (WCAG 4.1.3).
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
  if (isFirst || headingElement === null) return
  headingElement.tabIndex = -1
  headingElement.focus({ preventScroll: true })
  bringIntoView(main)
}
