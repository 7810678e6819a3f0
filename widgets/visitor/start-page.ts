/**
 * Starts the visitor's page: from the link to the questions, or to the screen that says why there are none. Nothing uses the open
 * key before a person wants to see the form.
 */
import { openForm } from '../../contracts/steps/open-form.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { EndedForm, OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call, readReply } from '../shared/api-client.ts'
import type { VisitorFrameEvent } from '../shared/frame-messages.ts'
import { trustForm } from '../shared/trust-form.ts'
import type { VisitorLink } from '../shared/visitor-link.ts'
import type { BrowserStorage } from './browser-storage.ts'
import {
  showDamagedLink,
  showDistrust,
  showEndedForm,
  showNotAvailable,
  showUnreachable,
  showUnsupported,
} from './closing-screens.ts'
import { markedBrowserProblem } from './document-state.ts'
import { fillInForm } from './fill-in-form.ts'
import { type FormOpening, waitForPerson } from './form-opening.ts'
import type { Notice } from './notice.ts'
import type { PageFailure } from './page-failure.ts'
import type { PageLanguage } from './page-language.ts'
import { readLink } from './read-link.ts'
import { showReceipt } from './receipt.ts'
import { serviceClock } from './service-clock.ts'
import { applyTheme } from './theme.ts'
import { type FormEnd, hasVisitorRecord, loadVisitorRecord, type VisitorRecord } from './visitor-record.ts'

export interface StartPagePorts {
  readonly language: PageLanguage
  readonly storage: BrowserStorage
  readonly notice: Notice
  readonly failure: PageFailure
  /** The form that is already being opened, or undefined. */
  readonly opening: Promise<FormOpening | undefined>
  /** Posts to the embedding page. */
  readonly postToHost: (message: VisitorFrameEvent) => void
  /** Runs an action. If it fails, shows that instead of its result. */
  readonly run: (action: () => Promise<void>) => void
}

interface FormReply {
  readonly form: OpenedForm | SubmittedForm | EndedForm
  readonly repliedAt: number | undefined
}

const frameEvent = { sealform: 'v1', message: 'event' } as const

export const startPage = async ({
  language,
  storage,
  notice,
  failure,
  opening,
  postToHost,
  run,
}: StartPagePorts): Promise<void> => {
  const postError = (code: (VisitorFrameEvent & { event: 'error' })['code']) =>
    postToHost({ ...frameEvent, event: 'error', code })

  /** Shows the end of the form that the service has reported, either now or before a reload. */
  const showEnd = async (end: FormEnd, locale: string | undefined) => {
    if (end.status === 'submitted') failure.markEnded(end)
    const messages = await language.load(locale)
    if (end.status === 'submitted') {
      const { formId, submissionId } = end
      postToHost({ ...frameEvent, event: 'submitted', formId, submissionId })
      return showReceipt(messages, end)
    }
    if (end.status !== 'over') {
      postToHost({ ...frameEvent, event: end.status === 'declined' ? 'declined' : 'expired', formId: end.formId })
      return showEndedForm(messages, end)
    }
    postError('not-available')
    showNotAvailable(messages)
  }

  const showForm = async ({ form, repliedAt }: FormReply, { fingerprint }: VisitorLink, record: VisitorRecord) => {
    if (!('template' in form)) {
      record.markEnded(form)
      return showEnd(form, record.locale)
    }
    const { formId, template, sealingKey, context } = form
    record.markOpened(formId, template.locale)
    const messages = await language.load(template.locale)
    applyTheme(template.theme)
    const trust = await trustForm({ questions: template.questions, context, sealingKey, fingerprint })
    if (!trust.trusted) {
      postError('not-safe')
      return showDistrust(messages, trust.reason)
    }
    const { offTheRecord } = trust
    const clock = serviceClock(repliedAt)
    fillInForm({ form, offTheRecord, record, messages, clock, notice, failure, postToHost })
  }

  /** Opens the form again when the visitor presses the button or the browser is online again. */
  const showRetry = async (link: VisitorLink, record: VisitorRecord, reason: 'busy' | 'text') => {
    const messages = await language.load(record.locale)
    postError('unreachable')
    const retried = new AbortController()
    // Retry only once, because a second reply would replace the form and discard the typed answers.
    const retry = () => {
      if (retried.signal.aborted) return
      retried.abort()
      // The service may have bound the form to this visitor secret. If the browser has not stored it, only this page has it.
      const { visitorSecret, madeAt, isStored } = record
      run(() => open(link, isStored ? {} : { record: { visitorSecret, madeAt } }))
    }
    window.addEventListener('online', retry, { signal: retried.signal })
    showUnreachable(messages, reason, { retry, retried: retried.signal })
  }

  const open = async (
    link: VisitorLink,
    { record: created, reply: sent }: Partial<Omit<FormOpening, 'link'>> = {},
  ): Promise<void> => {
    const record = await loadVisitorRecord(link.openKey, storage, Date.now(), created)
    if ('end' in record) return showEnd(record.end, record.locale)
    const { visitorSecret, formId } = record
    void language.load(record.locale)
    failure.markKeyUsed()
    const reply =
      sent !== undefined
        ? readReply(openForm, await sent)
        : formId === undefined
          ? await call(openForm, { path: {}, body: { openKey: link.openKey, visitorSecret } })
          : await call(resumeForm, { path: {}, body: { formId, visitorSecret } })
    // A reply without `siteName` is a brief reply, which this page has not requested.
    if (reply.outcome === 'done' && 'siteName' in reply.value)
      return showForm({ form: reply.value, repliedAt: reply.repliedAt }, link, record)
    if (reply.outcome === 'refused' && reply.code === 'not-available') {
      // Forget the record of a form that this browser has not opened, because such a form may still become available. A form that
      // this browser has opened will not become available again under this link.
      if (formId === undefined) record.forget()
      else record.markEnded({ status: 'over' })
      return showEnd({ status: 'over' }, record.locale)
    }
    return showRetry(link, record, reply.outcome === 'refused' ? 'busy' : 'text')
  }

  const opened = await opening
  if (opened !== undefined) return open(opened.link, opened)
  const problem = markedBrowserProblem()
  if (problem !== undefined) {
    const messages = await language.load()
    postError('unsupported')
    return showUnsupported(messages, problem)
  }
  const link = readLink()
  if (link === undefined) {
    const messages = await language.load()
    postError('damaged-link')
    return showDamagedLink(messages)
  }
  if (await hasVisitorRecord(link.openKey, storage, Date.now())) return open(link)
  await waitForPerson({ language, storage })
  return open(link)
}
