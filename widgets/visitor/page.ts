/** The visitor's page. The link in the chat points here; it works in the chat's frame and alone. */
import { openForm } from '../../contracts/steps/open-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { find } from '../shared/dom.ts'
import { embeddingHost, isFramed } from '../shared/embedding-host.ts'
import { heightMessage, scrollMessage, type VisitorFrameEvent, VisitorHostMessage } from '../shared/frame-messages.ts'
import { refuseDragging } from '../shared/no-dragging.ts'
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
import { createNotice } from './notice.ts'
import { hasScreen, scrolledEvent } from './screen.ts'
import { serviceClock } from './service-clock.ts'
import { applyTheme } from './theme.ts'
import { recallVisitor, type VisitorRecord } from './visitor-record.ts'
import { directionOf } from './words/direction.ts'
import { formatsFor } from './words/formats.ts'
import { wordsFor } from './words/load-words.ts'
import type { Spoken } from './words/words.ts'

/**
 * In which language the page around this one would have this one speak. `<secure-form>` says so in the address of its frame, where
 * it stands before the first word is shown; whoever greets the frame by itself is heard until then.
 */
let localeAround = new URLSearchParams(location.search).get('lang') ?? undefined
const host = embeddingHost<VisitorHostMessage, VisitorFrameEvent>(VisitorHostMessage, ({ locale }) => {
  localeAround = locale ?? localeAround
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

const show = async ({ form, saidAt }: Reached, link: VisitorLink, record: VisitorRecord) => {
  const { formId } = form
  const locale = form.status === 'submitted' ? record.locale : form.template.locale
  record.opened(formId, locale)
  const words = await speak(locale)
  if (form.status === 'submitted') {
    host.tell({ ...frameEvent, event: 'submitted', formId, submissionId: form.submissionId })
    return showReceipt(words, form)
  }
  applyTheme(form.template.theme)
  if (form.status === 'declined') {
    host.tell({ ...frameEvent, event: 'declined', formId })
    return showDeclined(words, form.siteName)
  }
  const { fingerprint } = link
  const trust = await trustForm({ questions: form.template.questions, sealingKey: form.sealingKey, fingerprint })
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
  const { visitorSecret, formId } = record
  const speaking = speak(record.locale)
  const reply =
    formId === undefined
      ? await call(openForm, { path: {}, body: { openKey: link.openKey, visitorSecret } })
      : await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
  if (reply.outcome === 'done') return show({ form: reply.value, saidAt: reply.saidAt }, link, record)

  const words = await speaking
  if (reply.outcome === 'refused' && reply.code === 'not-available') {
    record.forget()
    failed('not-available')
    return showNotAvailable(words)
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
