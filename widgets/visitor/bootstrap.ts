/**
 * The part of the visitor's page that runs first. It handles errors, shows whose form it is, and opens a new form when a person wants
 * to see it. Meanwhile, the browser loads page.ts, which does everything else. This part contains no schema and no question, so
 * that it is small (docs/decisions/0069).
 */
import { isFramed } from '../shared/embedding-host.ts'
import { browserStorage } from './browser-storage.ts'
import { hasScriptFailed, isOwnScript, markedBrowserProblem, markPageStarted } from './document-state.ts'
import { type FormOpening, openNewForm } from './form-opening.ts'
import { createPageFailure, isOwnError } from './page-failure.ts'
import { createPageLanguage } from './page-language.ts'

export const storage = browserStorage(() => window.localStorage)
export const language = createPageLanguage()
export const failure = createPageFailure(language.latest)

const showFailure = () => {
  // If the browser lacks what the page needs, the first script has shown the reason, and errors are only its consequence.
  if (markedBrowserProblem() === undefined) failure.show()
}

/** Shows the failure in the visitor's language. Without the messages, the text is in English. */
const showFailureInLanguage = async () => {
  await language.loaded().catch(() => {})
  showFailure()
}

/** Runs an action, and shows a text if it fails for any reason. */
export const run = (action: () => Promise<void>): void => {
  action().catch((error: unknown) => {
    // Only the name: the message of an error can quote a reply of the service.
    console.error(error instanceof Error ? error.name : typeof error)
    return showFailureInLanguage()
  })
}

const showOwnFailure = (error: unknown) => {
  if (isOwnError(error, location.origin)) showFailure()
}
// The event of a script that cannot be loaded does not bubble.
const capture = true
window.addEventListener(
  'error',
  ({ error, target }) => (isOwnScript(target) ? void showFailureInLanguage() : showOwnFailure(error)),
  capture,
)
window.addEventListener('unhandledrejection', ({ reason }) => showOwnFailure(reason))
window.addEventListener('hashchange', () => location.reload())
markPageStarted()
document.body.classList.toggle('framed', isFramed())

/** Resolves when the form is being opened, or with undefined if page.ts must decide what to show. Never rejects. */
export const opening = new Promise<FormOpening | undefined>((resolve) => {
  if (hasScriptFailed()) void showFailureInLanguage()
  else run(async () => resolve(await openNewForm({ language, storage, failure })))
})
