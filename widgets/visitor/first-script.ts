/**
 * Runs before the page's script, in browsers as old as from 2016. If this browser cannot run the page's script, or the script
 * cannot be loaded, shows a text in English instead of a page that never opens. The page's script shows the same in the visitor's
 * language where it can run.
 */
import { browserProblem } from './browser-features.ts'
import { unsupported } from './first-script-texts.ts'
import { hasPageStarted } from './page-started.ts'

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
if (problem !== undefined) show(unsupported[problem], false)
else {
  /** A script that cannot be loaded, that the browser cannot read, or that fails as it starts. */
  const showFailure = (event: Event) => {
    const { target } = event
    if (target === window || target instanceof HTMLScriptElement) show(unsupported.failed, true)
  }
  window.addEventListener('error', showFailure, true)
}
