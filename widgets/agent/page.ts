/** The agent panel: a page of the service, framed by the brand's agent desktop. It stores nothing in the browser. */
import { applyColorScheme } from '../shared/color-scheme.ts'
import { disableDragAndDrop } from '../shared/disable-drag-and-drop.ts'
import { isFramed } from '../shared/embedding-host.ts'
import { heightMessage } from '../shared/frame-messages.ts'
import { applyHostTheme } from '../shared/host-theme.ts'
import type { LoadedMessages } from '../shared/load-messages.ts'
import { directionOf } from '../shared/page-locales.ts'
import { agentDesktop, type Hello } from './desktop.ts'
import { serviceEvents } from './live/service-events.ts'
import { loadAgentMessages } from './messages/load-messages.ts'
import type { Messages } from './messages/messages.ts'
import { type RunningPanel, runPanel } from './run-panel.ts'
import { messageOf, showEnding, showNotFramed, showPanel, showStarting } from './screens.ts'

let runningPanel: RunningPanel | undefined
let currentHello: Hello | undefined

const stop = () => {
  runningPanel?.stop()
  runningPanel = undefined
}

const loadMessages = async (wanted: readonly string[]): Promise<LoadedMessages<Messages>> => {
  const messages = await loadAgentMessages(wanted)
  document.documentElement.lang = messages.locale
  document.documentElement.dir = directionOf(messages.locale)
  document.title = messages.title
  return messages
}

const run = async (hello: Hello): Promise<void> => {
  stop()
  currentHello = hello
  const messages = await loadMessages(hello.locale === undefined ? navigator.languages : [hello.locale])
  // Stop if the desktop has requested another conversation while the messages were loading.
  if (currentHello !== hello) return
  showStarting(messages)
  runningPanel = runPanel({
    ...hello,
    desktop,
    liveEvents: serviceEvents,
    messages,
    locale: messages.locale,
    show: showPanel,
    ended(reason) {
      showEnding(reason, messages, () => void run(hello))
      desktop.post(messageOf(reason))
    },
  })
}

const desktop = agentDesktop({
  onHello(hello) {
    applyColorScheme(hello.colorScheme)
    applyHostTheme(hello.theme)
    const isSame = currentHello?.conversationId === hello.conversationId && currentHello.locale === hello.locale
    if (!isSame) void run(hello)
  },
  onSignedOut: () => runningPanel?.signOut(),
})

disableDragAndDrop()
new ResizeObserver(() => {
  const { height } = document.documentElement.getBoundingClientRect()
  if (height > 0) desktop.post(heightMessage(height))
}).observe(document.documentElement)

window.addEventListener('pagehide', stop)
// A page from the back/forward cache has lost its state, so start again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

if (!isFramed()) void loadMessages(navigator.languages).then(showNotFramed)
