/** The visitor's page. The link in the chat points here; it works in the chat's frame and alone. */
import { openForm } from '../../contracts/steps/open-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { embeddingHost, isFramed } from '../shared/embedding-host.ts'
import { type VisitorFrameMessage, VisitorHostMessage } from '../shared/frame-messages.ts'
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
import { hasScreen } from './screen.ts'
import { recallVisitor, type VisitorRecord } from './visitor-record.ts'

const browserStorage = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

const show = async (form: OpenedForm | SubmittedForm, link: VisitorLink, record: VisitorRecord) => {
  if (form.status === 'submitted') return showReceipt(form)
  if (form.status === 'declined') return showDeclined(form.siteName)
  const trust = await trustForm({
    questions: form.template.questions,
    sealingKey: form.sealingKey,
    fingerprint: link.fingerprint,
  })
  if (!trust.trusted) return showDistrust(trust.because)
  fillInForm(form, trust.offTheRecord, record)
}

/** Opens by script only: a scanner or preview that fetches the page spends nothing. */
const start = async (): Promise<void> => {
  const link = parseVisitorLink(location.hash)
  if (link === undefined) return showDamagedLink()
  const record = await recallVisitor(link.openKey, browserStorage(), Date.now())
  const { visitorSecret, formId } = record
  const reply =
    formId === undefined
      ? await call(openForm, { path: {}, body: { openKey: link.openKey, visitorSecret } })
      : await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
  if (reply.outcome === 'done') {
    record.opened(reply.value.formId)
    return show(reply.value, link, record)
  }
  if (reply.outcome === 'refused' && reply.code === 'not-available') {
    record.forget()
    return showNotAvailable()
  }
  showUnreachable(() => void start())
}

const host = embeddingHost<VisitorHostMessage, VisitorFrameMessage>(VisitorHostMessage, () => {})
document.body.classList.toggle('framed', isFramed())
new ResizeObserver(() => {
  if (!hasScreen()) return
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
  host.tell({ sealform: 'v1', message: 'height', height })
}).observe(document.documentElement)
window.addEventListener('hashchange', () => location.reload())
// A page that the browser kept for *back* may be of a form that has ended since.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
void start()
