/** The visitor's page, to which the link in the chat leads. It works in a frame of the chat and as a page of its own. */
import { openForm } from '../../contracts/steps/open-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { Theme } from '../../contracts/template.ts'
import type { EndedForm, OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { applyColorScheme } from '../shared/color-scheme.ts'
import { disableDragAndDrop } from '../shared/disable-drag-and-drop.ts'
import { find } from '../shared/dom.ts'
import { embeddingHost, isFramed } from '../shared/embedding-host.ts'
import { heightMessage, scrollMessage, type VisitorFrameEvent, VisitorHostMessage } from '../shared/frame-messages.ts'
import { applyHostTheme } from '../shared/host-theme.ts'
import { trustForm } from '../shared/trust-form.ts'
import { fragmentInPath, parseVisitorLink, type VisitorLink, visitorFragment } from '../shared/visitor-link.ts'
import { showDamagedLink, showDistrust, showEndedForm, showNotAvailable, showUnreachable } from './closing-screens.ts'
import { fillInForm } from './fill-in-form.ts'
import { directionOf } from './messages/direction.ts'
import { formatLocaleFor } from './messages/format-locale.ts'
import { loadVisitorMessages } from './messages/load-messages.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { createNotice } from './notice.ts'
import { showReceipt } from './receipt.ts'
import { hasScreen, scrolledEvent } from './screen.ts'
import { serviceClock } from './service-clock.ts'
import { applyTheme } from './theme.ts'
import { type FormEnd, loadVisitorRecord, type VisitorRecord } from './visitor-record.ts'

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
const notice = createNotice()
const frameEvent = { sealform: 'v1', message: 'event' } as const

const postError = (code: 'not-available' | 'damaged-link' | 'not-safe' | 'unreachable') =>
  host.post({ ...frameEvent, event: 'error', code })

const browserStorage = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

let latestLoad = 0

/**
 * Loads the page's messages. `locale` is the form's own locale, once it is known. If a later call has already loaded its
 * messages, the messages of the later call are used.
 */
const loadLanguage = async (locale?: string): Promise<LocalisedMessages> => {
  latestLoad += 1
  const thisLoad = latestLoad
  const preferredLocales = [hostLocale, locale, ...navigator.languages]
  const messages = await loadVisitorMessages(preferredLocales)
  const formatLocale = formatLocaleFor(messages.locale, preferredLocales)
  if (thisLoad === latestLoad) {
    document.documentElement.lang = messages.locale
    document.documentElement.dir = directionOf(messages.locale)
    if (!hasScreen()) find('opening').textContent = messages.opening
  }
  return { ...messages, formatLocale }
}

interface FormReply {
  readonly form: OpenedForm | SubmittedForm | EndedForm
  readonly repliedAt: number | undefined
}

/** Shows the end of the form that the service has reported, either now or before a reload. */
const showEnd = (messages: LocalisedMessages, end: FormEnd, theme?: Theme) => {
  if (end.status === 'submitted') {
    const { formId, submissionId } = end
    host.post({ ...frameEvent, event: 'submitted', formId, submissionId })
    return showReceipt(messages, end, theme)
  }
  if (end.status !== 'over') {
    const event = end.status === 'declined' ? 'declined' : 'expired'
    host.post({ ...frameEvent, event, formId: end.formId })
    return showEndedForm(messages, end, theme)
  }
  postError('not-available')
  showNotAvailable(messages)
}

const show = async ({ form, repliedAt }: FormReply, link: VisitorLink, record: VisitorRecord) => {
  if (!('template' in form)) {
    record.markEnded(form)
    return showEnd(await loadLanguage(record.locale), form)
  }
  const { formId, template, sealingKey, context } = form
  record.markOpened(formId, template.locale)
  const messages = await loadLanguage(template.locale)
  applyTheme(template.theme)
  const { fingerprint } = link
  const trust = await trustForm({ questions: template.questions, context, sealingKey, fingerprint })
  if (!trust.trusted) {
    postError('not-safe')
    return showDistrust(messages, trust.reason)
  }
  const { offTheRecord } = trust
  fillInForm({
    form,
    offTheRecord,
    record,
    messages,
    notice,
    clock: serviceClock(repliedAt),
    postToHost: host.post,
  })
}

/**
 * Reads the link from the address. If a gateway has moved the key and the fingerprint into the path, moves them back behind the
 * `#`, so that no later request sends them.
 */
const readLink = (): VisitorLink | undefined => {
  const misplaced = fragmentInPath(location.pathname)
  if (misplaced === undefined) return parseVisitorLink(location.hash)
  const link = parseVisitorLink(misplaced.fragment)
  const fragment = link === undefined ? '' : `#${visitorFragment(link)}`
  history.replaceState(history.state, '', `${misplaced.path}${location.search}${fragment}`)
  return link
}

/**
 * Opens the form. Only a script opens it, so that a link scanner or preview that fetches the page does not use up the open key.
 */
const start = async (): Promise<void> => {
  const link = readLink()
  if (link === undefined) {
    postError('damaged-link')
    return showDamagedLink(await loadLanguage())
  }
  const record = await loadVisitorRecord(link.openKey, browserStorage(), Date.now())
  if ('end' in record) return showEnd(await loadLanguage(record.locale), record.end)
  const { visitorSecret, formId } = record
  const loadingMessages = loadLanguage(record.locale)
  const reply =
    formId === undefined
      ? await call(openForm, { path: {}, body: { openKey: link.openKey, visitorSecret } })
      : await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
  // A reply without `siteName` is a brief reply, which this page has not requested.
  if (reply.outcome === 'done' && 'siteName' in reply.value)
    return show({ form: reply.value, repliedAt: reply.repliedAt }, link, record)

  const messages = await loadingMessages
  if (reply.outcome === 'refused' && reply.code === 'not-available') {
    // Forget the record of a form that this browser has not opened, because such a form may still become available. A form that
    // this browser has opened will not become available again under this link.
    if (formId === undefined) record.forget()
    else record.markEnded({ status: 'over' })
    return showEnd(messages, { status: 'over' })
  }
  postError('unreachable')
  const retried = new AbortController()
  /**
   * Opens the form again when the visitor presses the button or the browser is online again. Retries only once, because a second
   * reply would replace the form and discard the typed answers.
   */
  const retry = () => {
    retried.abort()
    void start()
  }
  window.addEventListener('online', retry, { signal: retried.signal })
  showUnreachable(messages, reply.outcome === 'refused' ? 'busy' : 'text', { retry, retried: retried.signal })
}

document.body.classList.toggle('framed', isFramed())
disableDragAndDrop()
const postHeight = () => {
  if (hasScreen()) host.post(heightMessage(document.documentElement.getBoundingClientRect().height))
}
new ResizeObserver(postHeight).observe(document.documentElement)
document.addEventListener(scrolledEvent, (event) => {
  if (!(event instanceof CustomEvent)) return
  // Post the height first: the embedding page cannot scroll beyond the frame's current height.
  postHeight()
  host.post(scrollMessage(event.detail))
})
window.addEventListener('hashchange', () => location.reload())
// The form of a page from the back/forward cache may have ended in the meantime.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
void start()
