/**
 * Keeps the panel up to date. The service pushes events. After a reconnect, the panel fetches the changes that it has missed. The
 * panel polls only for changes that are not pushed, for example the expiry of a form or a change of a colleague's form, and only
 * while such changes matter.
 */
import { isConversationEvent } from '../../../contracts/events.ts'
import type { LiveEvents } from '../../shared/live-events.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { Panel } from '../panel.ts'
import type { PanelView } from '../panel-view.ts'

export interface LiveUpdatesPorts {
  readonly live: LiveEvents
  readonly panel: Pick<Panel, 'refresh' | 'forms' | 'answers' | 'applyConversationEvent'>
  readonly view: Pick<PanelView, 'showConnection'>
  readonly isMine: (form: PanelForm) => boolean
  readonly signal: AbortSignal
}

/** The number of consecutive failures after which the panel shows that it receives no events, and polls instead. */
const failuresBeforePolling = 3
const fallbackPollMilliseconds = 10_000
const pollMilliseconds = 30_000
/** The delay in milliseconds between a form's expiry and the request for its status. */
const afterExpiry = 1_000

const isUnfinished = ({ status }: PanelForm): boolean => status === 'sent' || status === 'opened'
const expiryKnownAt = ({ expiresAt }: PanelForm): number => Date.parse(expiresAt) + afterExpiry

export const startLiveUpdates = ({ live, panel, view, isMine, signal }: LiveUpdatesPorts): void => {
  const { forms, answers } = panel
  let isPushLost = false
  let lastRefreshAt = Date.now()

  const refresh = () => {
    lastRefreshAt = Date.now()
    void panel.refresh()
  }
  live.listen(
    {
      onEvent(event) {
        if (isConversationEvent(event)) panel.applyConversationEvent(event)
        else forms.applyEvent(event)
      },
      onConnected() {
        isPushLost = false
        view.showConnection('live')
        refresh()
      },
      onDisconnected(failures) {
        isPushLost = isPushLost || failures >= failuresBeforePolling
        view.showConnection(isPushLost ? 'without-push' : 'connecting')
      },
    },
    signal,
  )

  const hasJustExpired = (form: PanelForm): boolean =>
    isUnfinished(form) && expiryKnownAt(form) <= Date.now() && lastRefreshAt < expiryKnownAt(form)
  /**
   * Returns true if the form must be polled. Events about a colleague's form are pushed to the colleague only. A form with
   * answers in this tab is also polled: if the connection has failed unnoticed, this tab misses the event that the conversation
   * is closed.
   */
  const needsPolling = (form: PanelForm): boolean =>
    answers.phaseOf(form.formId) !== 'nothing' ||
    (isUnfinished(form) && (!isMine(form) || expiryKnownAt(form) <= Date.now())) ||
    (form.status === 'submitted' && !isMine(form))

  const timer = setInterval(() => {
    if (document.hidden) return
    const elapsed = Date.now() - lastRefreshAt
    const all = forms.all()
    const isDue = isPushLost
      ? elapsed >= fallbackPollMilliseconds
      : elapsed >= pollMilliseconds && all.some(needsPolling)
    if (isDue || all.some(hasJustExpired)) refresh()
  }, 1_000)
  signal.addEventListener('abort', () => clearInterval(timer))
}
