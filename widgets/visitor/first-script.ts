/**
 * Runs before the page's scripts, in browsers as old as from 2016. If this browser cannot run the page's scripts, or a script
 * cannot be loaded, shows a text in English instead of a page that never opens. The page's scripts show the same in the visitor's
 * language where they can run.
 */
import { browserProblem } from './browser-features.ts'
import { hasPageStarted, isOwnScript, markBrowserProblem, markScriptFailed } from './document-state.ts'
import { unsupported } from './first-script-texts.ts'

const elementWithText = (tag: string, text: string): HTMLElement => {
  const created = document.createElement(tag)
  created.textContent = text
  return created
}

const show = (text: string, canReload: boolean): void => {
  const main = document.getElementById('form')
  if (main === null || hasPageStarted()) return
  document.title = unsupported.title
  main.textContent = ''
  main.appendChild(elementWithText('h1', unsupported.heading))
  main.appendChild(elementWithText('p', text))
  if (!canReload) return
  const reload = elementWithText('button', unsupported.reload)
  reload.className = 'main'
  reload.addEventListener('click', () => location.reload())
  const buttons = document.createElement('div')
  buttons.className = 'buttons'
  buttons.appendChild(reload)
  main.appendChild(buttons)
}

const problem = browserProblem()
if (problem !== undefined) {
  markBrowserProblem(problem)
  show(unsupported[problem], false)
} else {
  /** A script that cannot be loaded, that the browser cannot read, or that fails as it starts. */
  const showFailure = (event: Event) => {
    const { target } = event
    if (isOwnScript(target)) markScriptFailed()
    if (target === window || target instanceof HTMLScriptElement) show(unsupported.failed, true)
  }
  window.addEventListener('error', showFailure, true)
}
