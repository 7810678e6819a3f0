/** The visitor's page, to which the link in the chat leads. It works in a frame of the chat and as a page of its own. */
import { applyColorScheme } from '../shared/color-scheme.ts'
import { disableDragAndDrop } from '../shared/disable-drag-and-drop.ts'
import { embeddingHost, isFramed } from '../shared/embedding-host.ts'
import { heightMessage, scrollMessage, type VisitorFrameEvent, VisitorHostMessage } from '../shared/frame-messages.ts'
import { applyHostTheme } from '../shared/host-theme.ts'
import { browserStorage } from './browser-storage.ts'
import { createNotice } from './notice.ts'
import { createPageFailure, isOwnError } from './page-failure.ts'
import { createPageLanguage } from './page-language.ts'
import { markPageStarted } from './page-started.ts'
import { hasScreen, scrolledEvent } from './screen.ts'
import { startPage } from './start-page.ts'
import { guardUnsentAnswers } from './unsent-guard.ts'

/**
 * The language that the embedding page requests. `<secure-form>` sets the language in the frame's URL, so that it is known before
 * any text is shown. Other hosts can set it with `hello` until a text is shown.
 */
let hostLocale = new URLSearchParams(location.search).get('lang') ?? undefined
const host = embeddingHost<VisitorHostMessage, VisitorFrameEvent>(
  VisitorHostMessage,
  ({ locale, colorScheme, theme }) => {
    hostLocale = locale ?? hostLocale
    applyColorScheme(colorScheme)
    applyHostTheme(theme)
  },
)
const language = createPageLanguage(() => hostLocale)
const failure = createPageFailure(language.latest)

const showOwnFailure = (error: unknown) => {
  if (isOwnError(error, location.origin)) failure.show()
}
window.addEventListener('error', ({ error }) => showOwnFailure(error))
window.addEventListener('unhandledrejection', ({ reason }) => showOwnFailure(reason))
markPageStarted()

/** Runs an action, and shows a text if it fails for any reason. */
const run = (action: () => Promise<void>): void => {
  action().catch(async (error: unknown) => {
    // Only the name: the message of an error can quote a reply of the service.
    console.error(error instanceof Error ? error.name : typeof error)
    // Without the messages, the text is in English.
    await language.loaded().catch(() => {})
    failure.show()
  })
}

const observeHeight = () => {
  const postHeight = () => {
    if (hasScreen()) host.post(heightMessage(document.documentElement.getBoundingClientRect().height))
  }
  document.addEventListener(scrolledEvent, (event) => {
    if (!(event instanceof CustomEvent)) return
    // Post the height first: the embedding page cannot scroll beyond the frame's current height.
    postHeight()
    host.post(scrollMessage(event.detail))
  })
  if (typeof ResizeObserver === 'function') new ResizeObserver(postHeight).observe(document.documentElement)
}

document.body.classList.toggle('framed', isFramed())
disableDragAndDrop()
observeHeight()
window.addEventListener('hashchange', () => location.reload())
// The form of a page from the back/forward cache may have ended in the meantime.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  guardUnsentAnswers(false)
  location.reload()
})
run(async () =>
  startPage({
    ...{ language, failure, run, postToHost: host.post, notice: createNotice() },
    storage: browserStorage(() => window.localStorage),
  }),
)
