/** Runs the panel for one sign-in and one conversation, from the first access token to its end. */
import type { ConversationId, Locale } from '../../contracts/identifiers.ts'
import { staySignedIn } from '../../contracts/steps/stay-signed-in.ts'
import { call, type Reply } from '../shared/api-client.ts'
import { button, element } from '../shared/dom.ts'
import { createIdleClock } from '../shared/idle-clock.ts'
import { copyText } from './answers/copy-answer.ts'
import { createTabKeys } from './answers/tab-keys.ts'
import type { Desktop } from './desktop.ts'
import type { LiveEvents } from './live/live-events.ts'
import { startLiveUpdates } from './live/live-updates.ts'
import type { Messages } from './messages/messages.ts'
import { createPanel } from './panel.ts'
import { createPanelView } from './panel-view.ts'
import { createTemplatePicker } from './sending/template-picker.ts'
import { createTemplates } from './sending/templates.ts'
import { type Access, createAccess } from './sign-in/access.ts'
import { type SharedActivity, shareActivity } from './sign-in/shared-activity.ts'
import { type SignedInAgent, signedInAgentFrom } from './sign-in/signed-in-agent.ts'

export interface RunPorts {
  readonly desktop: Desktop
  readonly liveEvents: (access: Access) => LiveEvents
  readonly conversationId: ConversationId
  readonly visitorLocale: Locale | undefined
  readonly messages: Messages
  readonly locale: string
  /** Replaces the content of the page. */
  readonly show: (root: HTMLElement) => void
  /** Called when the panel cannot start, or has ended. */
  readonly ended: (reason: EndReason) => void
}

export type EndReason = 'no-token' | 'signed-out' | 'idle' | 'not-permitted' | 'not-available' | 'unreachable'

export interface RunningPanel {
  /** Forgets all answers, keys and tokens immediately. */
  stop(): void
  /** The caller must call this when the agent has signed out of the desktop. */
  signOut(): void
}

/** The minimum interval between two reports of activity without a request, such as revealing an answer. */
const activityReportMilliseconds = 60_000

export const runPanel = (ports: RunPorts): RunningPanel => {
  const { desktop, conversationId, visitorLocale, messages, locale, show, ended } = ports
  const lifetime = new AbortController()
  const { signal } = lifetime
  const keys = createTabKeys()
  const view = createPanelView(messages)
  let agent: SignedInAgent = { matchesAgentId: () => false }
  let sharedActivity: SharedActivity = shareActivity(undefined, () => {})
  let lastReportedAt = Date.now()

  const warn = (minutes: number) => {
    const isFirst = view.warn(messages.idleWarning(minutesText(minutes, locale)), () => void extendSignIn())
    // The frame is as high as its content, so the desktop may have scrolled the warning out of view.
    if (isFirst) desktop.post({ sealform: 'v1', message: 'scroll-to', top: 0 })
  }
  const clock = createIdleClock({
    warn,
    clearWarning: () => view.warn(undefined, () => {}),
    onIdle: () => end('idle'),
  })
  const access = createAccess({
    call,
    requestToken: () => desktop.accessToken(),
    onToken(token) {
      agent = signedInAgentFrom(token)
      sharedActivity.close()
      sharedActivity = shareActivity(agent.personKey, () => clock.recordActivity())
    },
    onActivity() {
      lastReportedAt = Date.now()
      clock.recordActivity()
      sharedActivity.broadcast()
    },
    onRefused: () => end(agent.personKey === undefined ? 'no-token' : 'signed-out'),
  })
  const templates = createTemplates(access)
  const isMine: Parameters<typeof createPanel>[0]['isMine'] = ({ formId, agentId }) =>
    keys.sentFromTab(formId) !== undefined || agent.matchesAgentId(agentId)
  const panel = createPanel({
    access,
    conversationId,
    messages,
    locale,
    visitorLocale,
    keys,
    templates,
    view,
    postToDesktop: desktop.post,
    isMine,
    copyText,
  })

  const stop = () => {
    if (signal.aborted) return
    lifetime.abort()
    clock.stop()
    sharedActivity.close()
    access.end()
    panel.answers.forgetAll()
    view.root.replaceChildren()
  }
  const end = (reason: EndReason) => {
    if (signal.aborted) return
    stop()
    ended(reason)
  }

  const extendSignIn = async (): Promise<Reply<unknown>> => {
    lastReportedAt = Date.now()
    const reply = await access.call(staySignedIn, { path: {}, body: {} })
    if (reply.outcome === 'done') clock.setDeadline(Date.parse(reply.value.idleAt), reply.repliedAt ?? Date.now())
    return reply
  }

  const offerTemplates = async () => {
    const templatesReply = await templates.listEnabled()
    if (signal.aborted) return
    if (templatesReply.outcome === 'refused' && templatesReply.code === 'not-permitted') {
      view.showNotice(messages.notPermitted, 'warn')
      return view.hideSending()
    }
    if (templatesReply.outcome !== 'done') {
      const retryButton = button(messages.lookAgain, () => void offerTemplates(), { class: 'compact' })
      return view.showSending(
        element('div', { class: 'picker' }, element('p', {}, messages.templatesUnreachable), retryButton),
      )
    }
    const { announce } = view
    const ports = { messages, locale, visitorLocale, templates, announce, send: panel.send }
    view.showSending(createTemplatePicker(templatesReply.value, ports))
  }

  const start = async () => {
    const reply = await extendSignIn()
    if (signal.aborted) return
    const formsReply = reply.outcome === 'done' ? await panel.refresh() : reply
    if (signal.aborted) return
    if (formsReply.outcome === 'unclear') return end('unreachable')
    if (formsReply.outcome === 'refused') return end(endReasonOf(formsReply.code))
    show(view.root)
    void offerTemplates()
    startLiveUpdates({ live: ports.liveEvents(access), panel, view, isMine, signal })
    watchActivity()
  }

  const watchActivity = () => {
    const onInput = () => {
      if (Date.now() - lastReportedAt >= activityReportMilliseconds) void extendSignIn()
    }
    document.addEventListener('click', onInput, { signal })
    document.addEventListener('input', onInput, { signal })
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.hidden) panel.answers.hideAll()
        else clock.check()
      },
      { signal },
    )
  }
  void start()
  return { stop, signOut: () => end('signed-out') }
}

const endReasonOf = (code: string): EndReason =>
  code === 'not-permitted' ? 'not-permitted' : code === 'not-available' ? 'not-available' : 'unreachable'

const minutesText = (minutes: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
