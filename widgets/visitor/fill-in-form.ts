/**
 * Runs an opened form. The visitor fills it in, reviews it, sends it and gets a receipt, or declines it. Events change the state
 * (form-state.ts), and each change of the state has its effects here.
 */
import type { QuestionId } from '../../contracts/identifiers.ts'
import { reportProgress } from '../../contracts/steps/report-progress.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { contextList } from '../shared/context-list.ts'
import { confirmInDialog } from '../shared/dialog.ts'
import { element } from '../shared/dom.ts'
import type { VisitorFrameEvent } from '../shared/frame-messages.ts'
import { loadSealingSuite } from '../shared/seal-answer.ts'
import { createAnswerErrors } from './answer-errors.ts'
import { announceConnectivity, pauseOrOnline } from './connection.ts'
import { endedNotice } from './end-messages.ts'
import { createFormChecks } from './form-checks.ts'
import { type FormEvent, type FormState, firstState, shownEnd, transition } from './form-state.ts'
import { loadAhead } from './load-ahead.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { offerMoreTime } from './more-time.ts'
import type { Notice } from './notice.ts'
import type { PageFailure } from './page-failure.ts'
import { createProgressReporter, progressOf } from './progress.ts'
import { createQuestionsScreen } from './questions-screen.ts'
import { createReviewHistory } from './review-history.ts'
import { createSendAttempts } from './send-attempts.ts'
import type { ServiceClock } from './service-clock.ts'
import { createShowForm } from './show-form.ts'
import { guardUnsentAnswers } from './unsent-guard.ts'
import { answerToShorten, validateAnswers } from './validate-answers.ts'
import type { VisitorRecord } from './visitor-record.ts'
import { watchForm } from './watch-form.ts'

export interface FillInFormPorts {
  readonly form: OpenedForm
  readonly offTheRecord: ReadonlySet<QuestionId>
  readonly record: VisitorRecord
  readonly messages: LocalisedMessages
  readonly clock: ServiceClock
  readonly notice: Notice
  readonly failure: PageFailure
  /** Posts to the embedding page. */
  readonly postToHost: (message: VisitorFrameEvent) => void
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export const fillInForm = ({
  form,
  offTheRecord,
  record,
  messages,
  clock,
  notice,
  failure,
  postToHost,
}: FillInFormPorts): void => {
  const { formId, template, siteName } = form
  const proof = { formId, visitorSecret: record.visitorSecret }
  const event = { sealform: 'v1', message: 'event', formId } as const
  let state: FormState = firstState
  /** A signal that is aborted when a receipt or the declined screen replaces these screens. */
  const screensLeft = new AbortController()
  /** A signal that is aborted when the form has ended. A pending submission may nevertheless have been stored. */
  const formEnded = new AbortController()

  let isEndReported = false
  /** True while the page checks an end that only its clock shows. */
  let isConfirming = false

  const dispatch = (formEvent: FormEvent): void => {
    const previous = state
    state = transition(previous, formEvent)
    if (state === previous) return
    if (state.screen === 'submitted') {
      failure.markEnded(state.receipt)
      record.markEnded(state.receipt)
      postToHost({ ...event, event: 'submitted', submissionId: state.receipt.submissionId })
    }
    if (state.screen === 'declined') {
      failure.markEnded()
      postToHost({ ...event, event: 'declined' })
    }
    if (!('sending' in state)) leaveScreens()
    else if (state.ended !== undefined && !formEnded.signal.aborted) {
      formEnded.abort()
      // Off-the-record answers must be removed when the form ends.
      questionsScreen.wipe(offTheRecord)
    }
    showEnd(previous)
    if (state.screen === 'reviewing') reviewHistory.opened()
    else reviewHistory.closed()
    showForm(state, previous)
  }

  const leaveScreens = () => {
    formEnded.abort()
    screensLeft.abort()
    guardUnsentAnswers(false)
    questionsScreen.wipe()
    notice.show('')
  }

  /** Shows how the form ended above the questions or the review. */
  const showEnd = (previous: FormState) => {
    const end = shownEnd(state)
    const previousEnd = shownEnd(previous)
    if (end === undefined || end === previousEnd) return
    notice.show(endedNotice(messages, end.ending))
    if (previousEnd === undefined) guardUnsentAnswers(false)
    if (!isConfirming) reportExpired()
  }

  const reportExpired = () => {
    if (isEndReported || shownEnd(state) === undefined) return
    isEndReported = true
    postToHost({ ...event, event: 'expired' })
  }

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

  const review = () => {
    // Clear earlier notices, except the notices that the form has ended and that there is no connection.
    if (navigator.onLine && !formEnded.signal.aborted) notice.show('')
    dispatch({ type: 'reviewed', validated: validate() })
  }

  const decline = async () => {
    const { title, text, yes, no } = messages.declineDialog
    const question = { title, text: text(bidiIsolate(siteName, messages.locale)), yes, no, focus: 'no' } as const
    if (await confirmInDialog(question, screensLeft.signal)) await checks.decline()
  }

  const report = createProgressReporter(
    {
      read: () => progressOf(questionsScreen.typed(), validate()),
      report: async (questions) => {
        postToHost({ ...event, event: 'progress', questions })
        const reply = await call(reportProgress, { path: {}, body: { ...proof, questions } })
        const isOver = reply.outcome === 'refused' && reply.code === 'not-available'
        if (reply.outcome === 'done' || isOver) watch.onChecked()
        if (isOver) await checks.checkStatus()
      },
      now: Date.now,
    },
    formEnded.signal,
  )

  const onChanged = () => {
    const hasAnswers = [...questionsScreen.typed().values()].some((answer) => answer.trim() !== '')
    guardUnsentAnswers(hasAnswers && shownEnd(state) === undefined)
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
  const reviewHistory = createReviewHistory({
    history,
    events: window,
    back: () => dispatch({ type: 'changing' }),
    forward: () => {
      if (state.screen === 'asking') review()
    },
  })
  const checks = createFormChecks({ call, pause, form, record, state: () => state, dispatch })
  const startAttempt = createSendAttempts(
    {
      ...{ send: checks.send, checkOutcome: checks.checkOutcome, pause: pauseOrOnline },
      report: (outcome) => dispatch({ type: 'sent', outcome }),
    },
    screensLeft.signal,
  )
  const showForm = createShowForm({
    ...{ form, messages, notes, questionsScreen, answerErrors },
    answerToShorten: () => answerToShorten(validate()),
    reviewActions: {
      send: () => {
        if (state.screen !== 'reviewing') return
        const { validated } = state
        dispatch({ type: 'sending' })
        if (state.screen === 'reviewing') void startAttempt(validated)
      },
      change: (focus) => dispatch({ type: 'changing', focus }),
      back: () => dispatch({ type: 'changing' }),
    },
  })
  const watch = watchForm(
    { check: () => void checks.checkStatus(), isVisible: () => !document.hidden, now: clock.now },
    formEnded.signal,
  )
  document.addEventListener('visibilitychange', watch.onActivity, { signal: formEnded.signal })
  window.addEventListener('focus', watch.onActivity, { signal: formEnded.signal })
  announceConnectivity(messages, notice, formEnded.signal)
  const onTimeUp = () => {
    isConfirming = true
    dispatch({ type: 'over', end: { formId, siteName, status: 'expired' } })
    // Report the end only after this check, because another tab may have submitted the answers.
    void checks.checkEnd().then(() => {
      isConfirming = false
      reportExpired()
    })
  }
  const moreTime = { extend: checks.extend, announce: notice.show, ended: onTimeUp, clock }
  offerMoreTime(form.expiresAt, messages, moreTime, formEnded.signal)
  showForm(state)
  failure.markFillingIn()
  if (offTheRecord.size > 0) void loadAhead(loadSealingSuite, formEnded.signal)
  postToHost({ ...event, event: 'opened' })
}
