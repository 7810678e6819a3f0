/** Runs the panel for one sign-in on one conversation, from the first token to the last way out. */
import type { ConversationId, Locale } from '../../contracts/identifiers.ts'
import { staySignedIn } from '../../contracts/steps/stay-signed-in.ts'
import { call, type Reply } from '../shared/api-client.ts'
import { button, element } from '../shared/dom.ts'
import { createIdleClock } from '../shared/idle-clock.ts'
import { copyText } from './answers/copy-answer.ts'
import { createTabKeys } from './answers/tab-keys.ts'
import type { Desktop } from './desktop.ts'
import type { LiveEvents } from './live/live-events.ts'
import { keepConnected } from './live/live-updates.ts'
import type { Words } from './messages/messages.ts'
import { createPanel } from './panel.ts'
import { createPanelView } from './panel-view.ts'
import { createTemplatePicker } from './sending/template-picker.ts'
import { createTemplates } from './sending/templates.ts'
import { type Access, createAccess } from './sign-in/access.ts'
import { type SharedActivity, shareActivity } from './sign-in/shared-activity.ts'
import { type WhoIsSignedIn, whoIsSignedIn } from './sign-in/signed-in-agent.ts'

export interface RunPorts {
  readonly desktop: Desktop
  readonly liveEvents: (access: Access) => LiveEvents
  readonly conversationId: ConversationId
  readonly visitorLocale: Locale | undefined
  readonly words: Words
  readonly locale: string
  /** Shows this in the place of whatever is shown. */
  readonly show: (root: HTMLElement) => void
  /** Why there is no panel, or no panel any more. */
  readonly ended: (because: Ending) => void
}

export type Ending = 'no-token' | 'signed-out' | 'idle' | 'not-permitted' | 'not-available' | 'unreachable'

export interface RunningPanel {
  /** Every answer, key and token is forgotten at once. */
  stop(): void
  /** The desktop has nobody signed in any more. */
  signOut(): void
}

/** Activity in the panel that calls nothing, such as revealing an answer, is told to the service once a minute at most. */
const toldMilliseconds = 60_000

export const runPanel = (ports: RunPorts): RunningPanel => {
  const { desktop, conversationId, visitorLocale, words, locale, show, ended } = ports
  const leaving = new AbortController()
  const { signal } = leaving
  const keys = createTabKeys()
  const view = createPanelView(words)
  let who: WhoIsSignedIn = { isCalled: () => false }
  let shared: SharedActivity = shareActivity(undefined, () => {})
  let lastTold = Date.now()

  const warn = (minutes: number) => {
    const isFirst = view.warn(words.idleWarning(minutesText(minutes, locale)), () => void stay())
    // The frame is as high as what is in it, so the desktop may have scrolled the warning out of sight.
    if (isFirst) desktop.tell({ sealform: 'v1', message: 'scroll-to', top: 0 })
  }
  const clock = createIdleClock({
    warn,
    calm: () => view.warn(undefined, () => {}),
    idled: () => end('idle'),
  })
  const access = createAccess({
    call,
    wantToken: () => desktop.accessToken(),
    took(token) {
      who = whoIsSignedIn(token)
      shared.close()
      shared = shareActivity(who.person, () => clock.acted())
    },
    acted() {
      lastTold = Date.now()
      clock.acted()
      shared.acted()
    },
    refused: () => end(who.person === undefined ? 'no-token' : 'signed-out'),
  })
  const templates = createTemplates(access)
  const isMine: Parameters<typeof createPanel>[0]['isMine'] = ({ formId, agentId }) =>
    keys.sentHere(formId) !== undefined || who.isCalled(agentId)
  const panel = createPanel({
    access,
    conversationId,
    words,
    locale,
    keys,
    templates,
    view,
    tell: desktop.tell,
    isMine,
    copyText,
  })

  const stop = () => {
    if (signal.aborted) return
    leaving.abort()
    clock.stop()
    shared.close()
    access.end()
    panel.answers.forgetAll()
    view.root.replaceChildren()
  }
  const end = (because: Ending) => {
    if (signal.aborted) return
    stop()
    ended(because)
  }

  const stay = async (): Promise<Reply<unknown>> => {
    lastTold = Date.now()
    const reply = await access.ask(staySignedIn, { path: {}, body: {} })
    if (reply.outcome === 'done') clock.told(Date.parse(reply.value.idleAt), reply.saidAt ?? Date.now())
    return reply
  }

  const offerTemplates = async () => {
    const offered = await templates.offered()
    if (signal.aborted) return
    if (offered.outcome === 'refused' && offered.code === 'not-permitted') {
      view.say(words.notPermitted, 'warn')
      return view.hideSending()
    }
    if (offered.outcome !== 'done') {
      const again = button(words.lookAgain, () => void offerTemplates(), { class: 'compact' })
      return view.showSending(element('div', { class: 'picker' }, element('p', {}, words.templatesUnreachable), again))
    }
    const { announce } = view
    const ports = { words, locale, visitorLocale, templates, announce, send: panel.send }
    view.showSending(createTemplatePicker(offered.value, ports))
  }

  const start = async () => {
    const stayed = await stay()
    if (signal.aborted) return
    const listed = stayed.outcome === 'done' ? await panel.refresh() : stayed
    if (signal.aborted) return
    if (listed.outcome === 'unclear') return end('unreachable')
    if (listed.outcome === 'refused') return end(endingOf(listed.code))
    show(view.root)
    void offerTemplates()
    keepConnected({ live: ports.liveEvents(access), panel, view, isMine, signal })
    watchTheAgent()
  }

  const watchTheAgent = () => {
    const active = () => {
      if (Date.now() - lastTold >= toldMilliseconds) void stay()
    }
    document.addEventListener('click', active, { signal })
    document.addEventListener('input', active, { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden) panel.answers.hideAll()
        else clock.look()
      },
      { signal },
    )
  }
  void start()
  return { stop, signOut: () => end('signed-out') }
}

const endingOf = (code: string): Ending =>
  code === 'not-permitted' ? 'not-permitted' : code === 'not-available' ? 'not-available' : 'unreachable'

const minutesText = (minutes: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
