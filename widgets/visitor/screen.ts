/** The page shows one screen at a time. */
import { element, find } from '../shared/dom.ts'

/** Whether there is anything to see yet. */
export const hasScreen = (): boolean => find('form').dataset.screen !== undefined

/**
 * Replaces what is shown. The heading takes the focus, so that a screen reader starts where the eye does; not on the first
 * screen, where the browser does that by itself.
 */
export const showScreen = (title: string, heading: HTMLElement, ...rest: readonly Node[]): void => {
  const main = find('form')
  const isFirst = !hasScreen()
  main.dataset.screen = title
  main.replaceChildren(heading, ...rest)
  document.title = title
  if (isFirst) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  heading.scrollIntoView({ block: 'start' })
}

export const heading = (text: string): HTMLElement => element('h1', {}, text)
