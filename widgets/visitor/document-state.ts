/** What the scripts of the visitor's page know of each other: attributes of the document. */
import type { BrowserProblem } from './browser-features.ts'

const { documentElement } = document
const startedAttribute = 'data-page-started'
const failedAttribute = 'data-script-failed'
const problemAttribute = 'data-browser-problem'

/** Returns true if the page has started. From then on, it handles errors. */
export const hasPageStarted = (): boolean => documentElement.hasAttribute(startedAttribute)

export const markPageStarted = (): void => documentElement.setAttribute(startedAttribute, '')

/** Returns true if one of the page's scripts could not be loaded, so that the page cannot show a form. */
export const hasScriptFailed = (): boolean => documentElement.hasAttribute(failedAttribute)

export const markScriptFailed = (): void => documentElement.setAttribute(failedAttribute, '')

/** Returns true for a script of the page, and false for a script that a browser extension has added. */
export const isOwnScript = (target: EventTarget | null): boolean =>
  target instanceof HTMLScriptElement && target.src.indexOf(`${location.origin}/`) === 0

export const markBrowserProblem = (problem: BrowserProblem): void =>
  documentElement.setAttribute(problemAttribute, problem)

/** Returns the reason that the first script has found why the page cannot run in this browser, or undefined. */
export const markedBrowserProblem = (): BrowserProblem | undefined => {
  const marked = documentElement.getAttribute(problemAttribute)
  return marked === 'insecure' || marked === 'tooOld' ? marked : undefined
}
