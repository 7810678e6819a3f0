/** The visitor's page. The link in the chat points here; it works in the chat's frame and alone. */
import { openForm } from '../../contracts/steps/open-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { Theme } from '../../contracts/template.ts'
import type { OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { applyColorScheme } from '../shared/color-scheme.ts'
import { refuseDragging } from '../shared/disable-drag-and-drop.ts'
import { find } from '../shared/dom.ts'
import { embeddingHost, isFramed } from '../shared/embedding-host.ts'
import { heightMessage, scrollMessage, type VisitorFrameEvent, VisitorHostMessage } from '../shared/frame-messages.ts'
import { trustForm } from '../shared/trust-form.ts'
import { parseVisitorLink, type VisitorLink } from '../shared/visitor-link.ts'
import {
  showDamagedLink,
  showDeclined,
  showDistrust,
  showNotAvailable,
  showReceipt,
  showUnreachable,
} from './closing-screens.ts'
import { fillInForm } from './fill-in-form.ts'
import { directionOf } from './messages/direction.ts'
import { formatsFor } from './messages/format-locale.ts'
import { wordsFor } from './messages/load-messages.ts'
import type { Spoken } from './messages/messages.ts'
import { createNotice } from './notice.ts'
import { hasScreen, scrolledEvent } from './screen.ts'
import { serviceClock } from './service-clock.ts'
import { applyTheme } from './theme.ts'
import { type FormEnd, recallVisitor, type VisitorRecord } from './visitor-record.ts'

/**
 * In which language the page around this one would have this one speak. `<secure-form>` says so in the address of its frame, where
 * it stands before the first word is shown; whoever greets the frame by itself is heard until then.
 */
let localeAround = new URLSearchParams(location.search).get('lang') ?? undefined
const host = embeddingHost<VisitorHostMessage, VisitorFrameEvent>(VisitorHostMessage, ({ locale, colorScheme }) => {
  localeAround = locale ?? localeAround
  applyColorScheme(colorScheme)
})
const notice = createNotice()
const frameEvent = { sealform: 'v1', message: 'event' } as const

const failed = (code: 'not-available' | 'damaged-link' | 'not-safe' | 'unreachable') =>
  host.tell({ ...frameEvent, event: 'error', code })

const browserStorage = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

let spokenLast = 0

/** `locale`: the form's own, once it is known. Words that arrive after those of a later call do not change the page any more. */
const speak = async (locale?: string): Promise<Spoken> => {
  spokenLast += 1
  const turn = spokenLast
  const wishes = [localeAround, locale, ...navigator.languages]
  const words = await wordsFor(wishes)
  const formats = formatsFor(words.locale, wishes)
  if (turn === spokenLast) {
    document.documentElement.lang = words.locale
    document.documentElement.dir = directionOf(words.locale)
    if (!hasScreen()) find('opening').textContent = words.opening
  }
  return { ...words, formats }
}

interface Reached {
  readonly form: OpenedForm | SubmittedForm
  readonly saidAt: number | undefined
}

/** As the service has said it, now or before a reload. */
const showEnd = (words: Spoken, end: FormEnd, theme?: Theme) => {
  if (end.status === 'submitted') {
    const { formId, submissionId } = end
    host.tell({ ...frameEvent, event: 'submitted', formId, submissionId })
    return showReceipt(words, end, theme)
  }
  if (end.status === 'declined') {
    host.tell({ ...frameEvent, event: 'declined', formId: end.formId })
    return showDeclined(words, end.siteName, theme)
  }
  failed('not-available')
  showNotAvailable(words)
}

const show = async ({ form, saidAt }: Reached, link: VisitorLink, record: VisitorRecord) => {
  if (form.status === 'submitted') {
    record.ended(form)
    return showEnd(await speak(record.locale), form)
  }
  const { formId, siteName, template, sealingKey } = form
  record.opened(formId, template.locale)
  const words = await speak(template.locale)
  applyTheme(template.theme)
  if (form.status === 'declined') {
    const end = { status: 'declined', formId, siteName } as const
    record.ended(end)
    return showEnd(words, end, template.theme)
  }
  const { fingerprint } = link
  const trust = await trustForm({ questions: template.questions, sealingKey, fingerprint })
  if (!trust.trusted) {
    failed('not-safe')
    return showDistrust(words, trust.because)
  }
  const { offTheRecord } = trust
  fillInForm({ form, offTheRecord, record, words, notice, clock: serviceClock(saidAt), tell: host.tell })
}

/** Opens by script only: a scanner or preview that fetches the page spends nothing. */
const start = async (): Promise<void> => {
  const link = parseVisitorLink(location.hash)
  if (link === undefined) {
    failed('damaged-link')
    return showDamagedLink(await speak())
  }
  const record = await recallVisitor(link.openKey, browserStorage(), Date.now())
  if ('end' in record) return showEnd(await speak(record.locale), record.end)
  const { visitorSecret, formId } = record
  const speaking = speak(record.locale)
  const reply =
    formId === undefined
      ? await call(openForm, { path: {}, body: { openKey: link.openKey, visitorSecret } })
      : await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
  if (reply.outcome === 'done') return show({ form: reply.value, saidAt: reply.saidAt }, link, record)

  const words = await speaking
  if (reply.outcome === 'refused' && reply.code === 'not-available') {
    // A form that this browser never had may yet come to it; one that it had does not come back under this link.
    if (formId === undefined) record.forget()
    else record.ended({ status: 'over' })
    return showEnd(words, { status: 'over' })
  }
  failed('unreachable')
  const tried = new AbortController()
  /** By the button or by the connection, and once: a second reply would show a second form, without what is typed in the first. */
  const retry = () => {
    tried.abort()
    void start()
  }
  window.addEventListener('online', retry, { signal: tried.signal })
  showUnreachable(words, reply.outcome === 'refused' ? 'busy' : 'text', { retry, tried: tried.signal })
}

document.body.classList.toggle('framed', isFramed())
refuseDragging()
const tellHeight = () => {
  if (hasScreen()) host.tell(heightMessage(document.documentElement.getBoundingClientRect().height))
}
new ResizeObserver(tellHeight).observe(document.documentElement)
document.addEventListener(scrolledEvent, (event) => {
  if (!(event instanceof CustomEvent)) return
  // First the room: a page cannot scroll to where it does not reach yet.
  tellHeight()
  host.tell(scrollMessage(event.detail))
})
window.addEventListener('hashchange', () => location.reload())
// A page that the browser kept for *back* may be of a form that has ended since.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
void start()
