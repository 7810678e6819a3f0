/**
 * Keeps the panel up to date. What happens is pushed; what happened while there was no connection is asked for once it is there.
 * Only what nothing pushes, such as a form that runs out of time or a colleague's form, is asked for now and then, and only while it
 * matters.
 */
import { isConversationEvent } from '../../../contracts/events.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { Panel } from '../panel.ts'
import type { PanelView } from '../panel-view.ts'
import type { LiveEvents } from './live-events.ts'

export interface LiveUpdatesPorts {
  readonly live: LiveEvents
  readonly panel: Pick<Panel, 'refresh' | 'forms' | 'answers' | 'applyConversationEvent'>
  readonly view: Pick<PanelView, 'showConnection'>
  readonly isMine: (form: PanelForm) => boolean
  readonly signal: AbortSignal
}

/** So many attempts in a row came to nothing: then it is said, and asked instead. */
const failuresBeforePolling = 3
const fallbackPollMilliseconds = 10_000
const pollMilliseconds = 30_000
/** A moment after its end the service says of a form that it has expired. */
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
   * A colleague's form is pushed to the colleague. While answers are here the list is asked for as well: a connection may be dead
   * before the browser notices, and the push of the close is lost with it.
   */
  const needsPolling = (form: PanelForm): boolean =>
    answers.stateOf(form.formId) !== 'nothing' ||
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
