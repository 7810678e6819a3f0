/** Runs an opened form. The visitor fills it in, reviews it, sends it and gets a receipt, or declines it. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldError } from '../../contracts/problem.ts'
import { declineForm } from '../../contracts/steps/decline-form.ts'
import { extendForm } from '../../contracts/steps/extend-form.ts'
import { reportProgress } from '../../contracts/steps/report-progress.ts'
import { resumeForm } from '../../contracts/steps/resume-form.ts'
import type { EndedForm, OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { contextList } from '../shared/context-list.ts'
import { confirmInDialog } from '../shared/dialog.ts'
import { element } from '../shared/dom.ts'
import type { VisitorFrameEvent } from '../shared/frame-messages.ts'
import { createAnswerErrors } from './answer-errors.ts'
import { showDeclined, showEndedForm } from './closing-screens.ts'
import { announceConnectivity, pauseOrOnline } from './connection.ts'
import { type Ending, endedNotice } from './end-messages.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { type MoreTime, offerMoreTime } from './more-time.ts'
import type { Notice } from './notice.ts'
import { createProgressReporter, progressOf } from './progress.ts'
import { createQuestionsScreen, questionOfField } from './questions-screen.ts'
import { showReceipt } from './receipt.ts'
import { showReview } from './review.ts'
import { createCheckOutcome, createSendAnswers, type SendResult } from './send-answers.ts'
import { createSendAttempts } from './send-attempts.ts'
import type { ServiceClock } from './service-clock.ts'
import { guardUnsentAnswers } from './unsent-guard.ts'
import { answerToShorten, type ValidatedAnswers, validateAnswers } from './validate-answers.ts'
import type { VisitorRecord } from './visitor-record.ts'
import { watchForm } from './watch-form.ts'

export interface FillInFormPorts {
  readonly form: OpenedForm
  readonly offTheRecord: ReadonlySet<QuestionId>
  readonly record: VisitorRecord
  readonly messages: LocalisedMessages
  readonly clock: ServiceClock
  readonly notice: Notice
  /** Posts to the embedding page. */
  readonly postToHost: (message: VisitorFrameEvent) => void
}

/**
 * Returns how a form ended, or undefined for a declined form, because a form that was declined in another tab has its own screen.
 */
const endingOf = (end: EndedForm | undefined): Ending =>
  end === undefined || end.status === 'declined' ? undefined : end.status

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export const fillInForm = ({
  form,
  offTheRecord,
  record,
  messages,
  clock,
  notice,
  postToHost,
}: FillInFormPorts): void => {
  const { formId, template, siteName } = form
  const proof = { formId, visitorSecret: record.visitorSecret }
  const event = { sealform: 'v1', message: 'event', formId } as const
  /** A signal that is aborted when a receipt or the declined screen replaces these screens. */
  const screensLeft = new AbortController()
  /**
   * A signal that is aborted when the form has ended. The typed answers stay on the page. A pending submission may nevertheless
   * have been stored.
   */
  const formEnded = new AbortController()
  /** The text of the notice that the form has ended. Undefined until the notice is shown. */
  let endShown: string | undefined
  let isEndReported = false

  const validate = () =>
    validateAnswers(
      { questions: template.questions, offTheRecord, locale: messages.formatLocale, today: clock.now() },
      questionsScreen.typed(),
    )

  const openedAt = clock.now()
  const answerErrors = createAnswerErrors({
    ...{ questions: template.questions, messages, openedAt, validate },
    typed: () => questionsScreen.typed(),
  })

  const leaveScreens = (show: () => void) => {
    formEnded.abort()
    screensLeft.abort()
    guardUnsentAnswers(false)
    questionsScreen.wipe()
    notice.show('')
    show()
  }

  const onSubmitted = (receipt: SubmittedForm) => {
    record.markEnded(receipt)
    postToHost({ ...event, event: 'submitted', submissionId: receipt.submissionId })
    leaveScreens(() => showReceipt(messages, receipt, template.theme))
  }

  /**
   * Handles the end of the form. Keeps the typed answers, except off-the-record answers, which must be removed when the form
   * ends. Shows no notice while the outcome of a submission is unknown, because the answers may already be stored. If the service
   * reports another reason than this page assumed, shows the reason from the service.
   */
  const onEnded = (ending: Ending, isConfirmed = true) => {
    if (screensLeft.signal.aborted) return
    formEnded.abort()
    questionsScreen.wipe(offTheRecord)
    if (isPending() || (endShown !== undefined && ending === undefined)) return
    const isFirst = endShown === undefined
    const text = endedNotice(messages, ending)
    if (text !== endShown) notice.show(text)
    endShown = text
    if (isFirst) guardUnsentAnswers(false)
    if (isConfirmed) reportExpired()
  }

  const reportExpired = () => {
    if (isEndReported || isPending() || screensLeft.signal.aborted) return
    isEndReported = true
    postToHost({ ...event, event: 'expired' })
  }

  /** Handles a report from the service that the form has ended. `end` states how the form ended, if the service reports this. */
  const onOver = (end: EndedForm | undefined) => {
    record.markEnded(end ?? { status: 'over' })
    if (end?.status !== 'declined') return onEnded(end?.status)
    postToHost({ ...event, event: 'declined' })
    leaveScreens(() => showEndedForm(messages, end, template.theme))
  }

  /**
   * Changes the outcome to `over` if the form has ended, because answers that have not arrived can then no longer be sent. An end
   * that only this page's clock shows is not recorded, because another tab may have extended the form.
   */
  const orEnded = (outcome: SendResult): SendResult => {
    if (outcome.result === 'over') record.markEnded(outcome.end ?? { status: 'over' })
    if (!formEnded.signal.aborted || ['arrived', 'unknown', 'over'].includes(outcome.result)) return outcome
    return { result: 'over', end: { formId, siteName, status: 'expired' } }
  }

  const checkOutcome = async () => orEnded(await createCheckOutcome({ call, pause })(formId, proof.visitorSecret))

  /** Checks how the form ended, because another tab may already have submitted it. */
  const checkEnd = async (): Promise<SendResult['result']> => {
    const outcome = await checkOutcome()
    if (screensLeft.signal.aborted) return outcome.result
    if (outcome.result === 'arrived') onSubmitted(outcome.receipt)
    else if (outcome.result === 'over') onOver(outcome.end)
    return outcome.result
  }

  const sendOrCheck = async (validated: ValidatedAnswers) => {
    // The form ended while the outcome of an earlier attempt was unknown, so only check that outcome.
    if (formEnded.signal.aborted) return checkOutcome()
    return orEnded(await createSendAnswers({ call, pause })({ form, visitorSecret: proof.visitorSecret }, validated))
  }

  /** Checks the form's status once. Called while the visitor reads the form or fills it in. */
  const checkStatus = async () => {
    if (formEnded.signal.aborted || isPending()) return
    const reply = await call(resumeForm, { path: {}, body: { ...proof, brief: true } })
    if (formEnded.signal.aborted || isPending()) return
    if (reply.outcome === 'refused' && reply.code === 'not-available') return onOver(undefined)
    if (reply.outcome !== 'done' || reply.value.status === 'opened') return
    if (reply.value.status === 'submitted') await checkEnd()
    else onOver({ formId, siteName, status: reply.value.status })
  }

  const onTimeUp = () => {
    onEnded('expired', false)
    // Report the end only after this check, because another tab may have submitted the answers.
    void checkEnd().then(reportExpired)
  }

  const showEnded = () => questionsScreen.show(new Map(), endShown ?? messages.review.unknown)

  const showFieldErrors = (errors: readonly FieldError[]) => {
    const sentences = new Map<QuestionId, string>()
    for (const { field, code } of errors) {
      const id = questionOfField(field)
      const sentence = id === undefined ? undefined : answerErrors.messageFor(id, code)
      if (id !== undefined && sentence !== undefined) sentences.set(id, sentence)
    }
    questionsScreen.show(sentences, sentences.size === 0 ? messages.fillIn.notTaken : undefined)
  }

  const showTooLarge = (id: QuestionId | undefined) =>
    questionsScreen.show(answerErrors.tooLongTogether(id ?? template.questions[0]?.id))

  const { start, isPending } = createSendAttempts(
    messages,
    {
      send: sendOrCheck,
      checkOutcome,
      pause: pauseOrOnline,
      settled: (outcome) => {
        if (outcome.result === 'arrived') return onSubmitted(outcome.receipt)
        if (outcome.result === 'wrong') return showFieldErrors(outcome.errors)
        if (outcome.result === 'too-large') return showTooLarge(answerToShorten(validate()))
        if (outcome.result === 'over' && outcome.end?.status === 'declined') return onOver(outcome.end)
        onEnded(outcome.result === 'over' ? endingOf(outcome.end) : undefined)
        showEnded()
      },
    },
    screensLeft.signal,
  )

  const review = () => {
    if (formEnded.signal.aborted) return showEnded()
    // Clear earlier notices, except the notice that there is no connection.
    if (navigator.onLine) notice.show('')
    const validated = validate()
    if (validated.errors.size > 0) return questionsScreen.show(answerErrors.wrong())
    const answerTooLong = answerToShorten(validated)
    if (answerTooLong !== undefined) return showTooLarge(answerTooLong)
    const { showStatus } = showReview(
      { form, messages, notes, validated },
      {
        send: async () => (endShown !== undefined ? showEnded() : start(validated, showStatus)),
        change: (id) => {
          questionsScreen.show()
          questionsScreen.focus(id)
        },
        back: () => questionsScreen.show(),
      },
    )
  }

  const decline = async () => {
    const { title, text, yes, no, failed } = messages.declineDialog
    const question = { title, text: text(bidiIsolate(siteName, messages.locale)), yes, no, focus: 'no' } as const
    if (!(await confirmInDialog(question, screensLeft.signal))) return
    const reply = await call(declineForm, { path: {}, body: proof })
    if (reply.outcome === 'done') {
      record.markEnded({ status: 'declined', formId, siteName })
      postToHost({ ...event, event: 'declined' })
      return leaveScreens(() => showDeclined(messages, siteName, template.theme))
    }
    const isRefused = reply.outcome === 'refused' && reply.code !== 'too-many-requests'
    const result = isRefused ? await checkEnd() : undefined
    if (screensLeft.signal.aborted) return
    if (result === 'over') showEnded()
    else questionsScreen.show(new Map(), failed)
  }

  const extend = async (): Promise<MoreTime> => {
    const reply = await call(extendForm, { path: {}, body: proof })
    if (reply.outcome === 'done') return { until: Date.parse(reply.value.expiresAt) }
    if (reply.outcome === 'unclear' || reply.code === 'too-many-requests') return 'unreachable'
    await checkEnd()
    return 'over'
  }

  const report = createProgressReporter(
    {
      read: () => progressOf(questionsScreen.typed(), validate()),
      report: async (questions) => {
        postToHost({ ...event, event: 'progress', questions })
        const reply = await call(reportProgress, { path: {}, body: { ...proof, questions } })
        watch.onChecked()
        if (reply.outcome === 'refused' && reply.code === 'not-available') await checkStatus()
      },
    },
    formEnded.signal,
  )

  const onChanged = () => {
    guardUnsentAnswers(
      endShown === undefined && [...questionsScreen.typed().values()].some((answer) => answer.trim() !== ''),
    )
    report()
    watch.onActivity()
  }

  const notes = [
    ...contextList(form.context, messages.context, messages.formatLocale),
    ...(record.isStored ? [] : [element('p', { class: 'notice warn' }, messages.fillIn.keepOpen)]),
  ]
  const questionsScreen = createQuestionsScreen(
    { form, offTheRecord, messages, today: openedAt, notes },
    { review, decline: () => void decline(), changed: onChanged, wrong: answerErrors.wrong },
  )
  const watch = watchForm(
    { check: () => void checkStatus(), isVisible: () => !document.hidden, now: clock.now },
    formEnded.signal,
  )
  document.addEventListener('visibilitychange', watch.onActivity, { signal: formEnded.signal })
  announceConnectivity(messages, notice, formEnded.signal)
  offerMoreTime(form.expiresAt, messages, { extend, announce: notice.show, ended: onTimeUp, clock }, formEnded.signal)
  questionsScreen.show()
  postToHost({ ...event, event: 'opened' })
}
