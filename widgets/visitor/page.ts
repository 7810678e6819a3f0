/**
 * The visitor's page, to which the link in the chat leads. It works in a frame of the chat and as a page of its own. bootstrap.ts runs
 * before this script.
 */
import { applyColorScheme } from '../shared/color-scheme.ts'
import { disableDragAndDrop } from '../shared/disable-drag-and-drop.ts'
import { embeddingHost } from '../shared/embedding-host.ts'
import { heightMessage, scrollMessage, type VisitorFrameEvent, VisitorHostMessage } from '../shared/frame-messages.ts'
import { applyHostTheme } from '../shared/host-theme.ts'
import { failure, language, opening, run, storage } from './bootstrap.ts'
import { createNotice } from './notice.ts'
import { hasScreen, scrolledEvent } from './screen.ts'
import { startPage } from './start-page.ts'
import { guardUnsentAnswers } from './unsent-guard.ts'

const host = embeddingHost<VisitorHostMessage, VisitorFrameEvent>(
  VisitorHostMessage,
  ({ locale, colorScheme, theme }) => {
    if (locale !== undefined) language.setHostLocale(locale)
    applyColorScheme(colorScheme)
    applyHostTheme(theme)
  },
)

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

disableDragAndDrop()
observeHeight()
// The form of a page from the back/forward cache may have ended in the meantime.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  guardUnsentAnswers(false)
  location.reload()
})
run(() => startPage({ language, storage, failure, run, opening, postToHost: host.post, notice: createNotice() }))
