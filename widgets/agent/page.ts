/** The agent panel: a page of the service in a frame of the brand's agent desktop. Nothing is kept in storage of any kind. */
import { applyColorScheme } from '../shared/color-scheme.ts'
import { refuseDragging } from '../shared/disable-drag-and-drop.ts'
import { isFramed } from '../shared/embedding-host.ts'
import { heightMessage } from '../shared/frame-messages.ts'
import { directionOf, pageLocaleFor, type SpokenWords } from '../shared/page-locales.ts'
import { agentDesktop, type Hello } from './desktop.ts'
import { serviceEvents } from './live/service-events.ts'
import { agentWords } from './messages/load-messages.ts'
import type { Words } from './messages/messages.ts'
import { type RunningPanel, runPanel } from './run-panel.ts'
import { messageOf, showEnding, showNotFramed, showPanel, showStarting } from './screens.ts'

let running: RunningPanel | undefined
let shown: Hello | undefined

const stop = () => {
  running?.stop()
  running = undefined
}

const speak = ({ locale, words }: SpokenWords<Words>) => {
  document.documentElement.lang = locale
  document.documentElement.dir = directionOf(locale)
  document.title = words.title
}

const wordsFor = async (wanted: readonly string[]): Promise<SpokenWords<Words>> => {
  const spoken = await agentWords(pageLocaleFor(wanted))
  speak(spoken)
  return spoken
}

const run = async (hello: Hello): Promise<void> => {
  stop()
  shown = hello
  const { words, locale } = await wordsFor(hello.locale === undefined ? navigator.languages : [hello.locale])
  // Another conversation was asked for while the words were on their way.
  if (shown !== hello) return
  showStarting(words)
  running = runPanel({
    ...hello,
    desktop,
    liveEvents: serviceEvents,
    words,
    locale,
    show: showPanel,
    ended(because) {
      showEnding(because, words, () => void run(hello))
      desktop.tell(messageOf(because))
    },
  })
}

const desktop = agentDesktop({
  hello(hello) {
    applyColorScheme(hello.colorScheme)
    const isSame = shown?.conversationId === hello.conversationId && shown.locale === hello.locale
    if (!isSame) void run(hello)
  },
  signedOut: () => running?.signOut(),
})

refuseDragging()
new ResizeObserver(() => {
  const { height } = document.documentElement.getBoundingClientRect()
  if (height > 0) desktop.tell(heightMessage(height))
}).observe(document.documentElement)

window.addEventListener('pagehide', stop)
// A page that the browser kept for *back* has forgotten everything and begins anew.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

if (!isFramed()) void wordsFor(navigator.languages).then(({ words }) => showNotFramed(words))
