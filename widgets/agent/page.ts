/** The agent panel: a page of the service in a frame of the brand's agent desktop. Nothing is kept in storage of any kind. */
import { applyColorScheme } from '../shared/color-scheme.ts'
import { disableDragAndDrop } from '../shared/disable-drag-and-drop.ts'
import { isFramed } from '../shared/embedding-host.ts'
import { heightMessage } from '../shared/frame-messages.ts'
import { directionOf, type LoadedMessages, pageLocaleFor } from '../shared/page-locales.ts'
import { agentDesktop, type Hello } from './desktop.ts'
import { serviceEvents } from './live/service-events.ts'
import { loadAgentMessages } from './messages/load-messages.ts'
import type { Messages } from './messages/messages.ts'
import { type RunningPanel, runPanel } from './run-panel.ts'
import { messageOf, showEnding, showNotFramed, showPanel, showStarting } from './screens.ts'

let running: RunningPanel | undefined
let shown: Hello | undefined

const stop = () => {
  running?.stop()
  running = undefined
}

const applyLanguage = ({ locale, messages }: LoadedMessages<Messages>) => {
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
  document.title = messages.title
}

const loadMessagesFor = async (wanted: readonly string[]): Promise<LoadedMessages<Messages>> => {
  const spoken = await loadAgentMessages(pageLocaleFor(wanted))
  applyLanguage(spoken)
  return spoken
}

const run = async (hello: Hello): Promise<void> => {
  stop()
  shown = hello
  const { messages, locale } = await loadMessagesFor(hello.locale === undefined ? navigator.languages : [hello.locale])
  // Another conversation was asked for while the words were on their way.
  if (shown !== hello) return
  showStarting(messages)
  running = runPanel({
    ...hello,
    desktop,
    liveEvents: serviceEvents,
    messages,
    locale,
    show: showPanel,
    ended(because) {
      showEnding(because, messages, () => void run(hello))
      desktop.post(messageOf(because))
    },
  })
}

const desktop = agentDesktop({
  onHello(hello) {
    applyColorScheme(hello.colorScheme)
    const isSame = shown?.conversationId === hello.conversationId && shown.locale === hello.locale
    if (!isSame) void run(hello)
  },
  onSignedOut: () => running?.signOut(),
})

disableDragAndDrop()
new ResizeObserver(() => {
  const { height } = document.documentElement.getBoundingClientRect()
  if (height > 0) desktop.post(heightMessage(height))
}).observe(document.documentElement)

window.addEventListener('pagehide', stop)
// A page that the browser kept for *back* has forgotten everything and begins anew.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

if (!isFramed()) void loadMessagesFor(navigator.languages).then(({ messages }) => showNotFramed(messages))
