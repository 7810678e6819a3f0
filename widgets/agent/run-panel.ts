/** Runs the panel for one sign-in and one conversation, from the first access token to its end. */
import type { ConversationId, Locale, TemplateId } from '../../contracts/identifiers.ts'
import type { LiveEvents } from '../shared/live-events.ts'
import { copyText } from './answers/copy-answer.ts'
import { createTabKeys } from './answers/tab-keys.ts'
import type { Desktop } from './desktop.ts'
import type { PanelForm } from './forms/conversation-forms.ts'
import { startLiveUpdates } from './live/live-updates.ts'
import type { Messages } from './messages/messages.ts'
import { createPanel } from './panel.ts'
import { createPanelView } from './panel-view.ts'
import { type EndReason, endReasonOf, isOver, panelEnded, panelStarted, panelStopped, starting } from './run-state.ts'
import { offerTemplates } from './sending/offer-templates.ts'
import { createTemplates } from './sending/templates.ts'
import type { Access } from './sign-in/access.ts'
import { createSignInSession } from './sign-in/sign-in-session.ts'

export interface RunPorts {
  readonly desktop: Desktop
  readonly liveEvents: (access: Access) => LiveEvents
  readonly conversationId: ConversationId
  readonly visitorLocale: Locale | undefined
  readonly suggestedTemplate: TemplateId | undefined
  readonly messages: Messages
  readonly locale: string
  /** Replaces the content of the page. */
  readonly show: (root: HTMLElement) => void
  /** Called when the panel cannot start, or has ended. */
  readonly ended: (reason: EndReason) => void
}

export interface RunningPanel {
  /** Forgets all answers, keys and tokens immediately. */
  stop(): void
  /** The caller must call this when the agent has signed out of the desktop. */
  signOut(): void
}

const minutesText = (minutes: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)

export const runPanel = (ports: RunPorts): RunningPanel => {
  const { desktop, messages, locale, show } = ports
  const lifetime = new AbortController()
  const { signal } = lifetime
  let state = starting
  const keys = createTabKeys()
  const view = createPanelView(messages)

  const warn = (minutes: number | undefined) => {
    const text = minutes === undefined ? undefined : messages.idleWarning(minutesText(minutes, locale))
    const isFirst = view.warn(text, () => void session.extend())
    // The frame is as high as its content, so the desktop may have scrolled the warning out of view.
    if (isFirst && text !== undefined) desktop.post({ sealform: 'v1', message: 'scroll-to', top: 0 })
  }
  const session = createSignInSession({
    requestToken: () => desktop.accessToken(),
    warn,
    ended: (reason) => end(reason),
  })
  const { access } = session
  const templates = createTemplates(access, ports.suggestedTemplate)
  const isMine = ({ formId, agentId }: PanelForm) => keys.sentFromTab(formId) !== undefined || session.isSelf(agentId)
  const panel = createPanel({
    ...{ ...ports, access, keys, templates, view, isMine, copyText },
    postToDesktop: desktop.post,
  })

  const clear = () => {
    lifetime.abort()
    session.stop()
    panel.answers.forgetAll()
    view.root.replaceChildren()
  }
  const end = (reason: EndReason) => {
    if (isOver(state)) return
    state = panelEnded(state, reason)
    clear()
    ports.ended(reason)
  }

  const start = async () => {
    // In parallel, because each request takes a round trip.
    const listed = templates.listEnabled()
    const [extended, refreshed] = await Promise.all([session.extend(), panel.refresh()])
    const formsReply = extended.outcome === 'done' ? refreshed : extended
    if (isOver(state)) return
    if (formsReply.outcome === 'unclear') return end('unreachable')
    if (formsReply.outcome === 'refused') return end(endReasonOf(formsReply.code))
    state = panelStarted(state)
    show(view.root)
    void offerTemplates({ ...ports, templates, send: panel.send, view, signal }, listed)
    startLiveUpdates({ live: ports.liveEvents(access), panel, view, isMine, signal })
    watchActivity()
  }

  const watchActivity = () => {
    document.addEventListener('click', session.recordInput, { signal })
    document.addEventListener('input', session.recordInput, { signal })
    const onVisibility = () => (document.hidden ? panel.answers.hideAll('revealed') : session.check())
    document.addEventListener('visibilitychange', onVisibility, { signal })
  }
  void start()
  return {
    stop() {
      if (isOver(state)) return
      state = panelStopped(state)
      clear()
    },
    signOut: () => end('signed-out'),
  }
}
