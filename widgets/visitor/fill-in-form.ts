/** The visitor's way through one opened form: fill in, review, send, receipt; or rather not. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldError, FieldErrorCode } from '../../contracts/problem.ts'
import { declineForm } from '../../contracts/steps/decline-form.ts'
import { extendForm } from '../../contracts/steps/extend-form.ts'
import { reportProgress } from '../../contracts/steps/report-progress.ts'
import type { OpenedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { confirmInDialog } from '../shared/dialog.ts'
import { element } from '../shared/dom.ts'
import type { VisitorFrameEvent } from '../shared/frame-messages.ts'
import { showDeclined, showReceipt } from './closing-screens.ts'
import { announceConnectivity, pauseOrOnline } from './connection.ts'
import { fieldErrorMessage } from './field-error-message.ts'
import { bidiIsolate } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { type MoreTime, offerMoreTime } from './more-time.ts'
import type { Notice } from './notice.ts'
import { createProgressReporter, progressOf } from './progress.ts'
import { createQuestionsScreen, questionOfField } from './questions-screen.ts'
import { showReview } from './review.ts'
import { createCheckOutcome, createSendAnswers, type SendResult } from './send-answers.ts'
import { createSendAttempts } from './send-attempts.ts'
import type { ServiceClock } from './service-clock.ts'
import { guardUnsent } from './unsent-guard.ts'
import { answerToShorten, type ValidatedAnswers, validateAnswers } from './validate-answers.ts'
import type { VisitorRecord } from './visitor-record.ts'

export interface FillInFormPorts {
  readonly form: OpenedForm
  readonly offTheRecord: ReadonlySet<QuestionId>
  readonly record: VisitorRecord
  readonly messages: LocalisedMessages
  readonly clock: ServiceClock
  readonly notice: Notice
  /** To the page that embeds this one. */
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
  postToHost,
}: FillInFormPorts): void => {
  const { formId, template, siteName } = form
  const proof = { formId, visitorSecret: record.visitorSecret }
  const event = { sealform: 'v1', message: 'event', formId } as const
  /** These screens are left: there is a receipt, or the form was declined. */
  const left = new AbortController()
  /** The form has ended. What was typed is still here, and answers that are on their way may yet turn out to be there. */
  const over = new AbortController()
  let isEndSaid = false

  const sheet = () =>
    validateAnswers(
      { questions: template.questions, offTheRecord, locale: messages.formatLocale, today: clock.now() },
      fillIn.typed(),
    )

  const leave = (show: () => void) => {
    over.abort()
    left.abort()
    guardUnsent(false)
    fillIn.wipe()
    notice.show('')
    show()
  }

  const arrived = (receipt: SubmittedForm) => {
    record.markEnded(receipt)
    postToHost({ ...event, event: 'submitted', submissionId: receipt.submissionId })
    leave(() => showReceipt(messages, receipt, template.theme))
  }

  /**
   * Nothing typed is lost until the page is left, save what must not outlive the form. Said only when no answers are on their
   * way: as long as nobody knows what became of them, it might not be true that they have to be sent again.
   */
  const end = () => {
    if (left.signal.aborted) return
    over.abort()
    fillIn.wipe(offTheRecord)
    if (isEndSaid || isPending()) return
    isEndSaid = true
    guardUnsent(false)
    notice.show(messages.fillIn.ended)
    postToHost({ ...event, event: 'expired' })
  }

  /** After the end, answers that are not there cannot be sent any more. By this page's clock only it may be another tab's to go on. */
  const orOver = (sending: SendResult): SendResult => {
    if (sending.result === 'over') record.markEnded({ status: 'over' })
    const isKnown = sending.result === 'arrived' || sending.result === 'unknown'
    return over.signal.aborted && !isKnown ? { result: 'over' } : sending
  }

  const checkOutcome = async () => orOver(await createCheckOutcome({ call, pause })(formId, proof.visitorSecret))

  /** The form is not there to be filled in any more: perhaps because it has been sent already, from another tab. */
  const learnEnd = async (): Promise<SendResult['result']> => {
    const now = await checkOutcome()
    if (left.signal.aborted) return now.result
    if (now.result === 'arrived') arrived(now.receipt)
    else if (now.result === 'over') end()
    return now.result
  }

  const sendOrLearn = async (answered: ValidatedAnswers) => {
    // The end has come while nobody knew what became of an earlier press, and that is all that this one can find out.
    if (over.signal.aborted) return checkOutcome()
    return orOver(await createSendAnswers({ call, pause })({ form, visitorSecret: proof.visitorSecret }, answered))
  }

  const timeIsUp = () => {
    end()
    void learnEnd()
  }

  const showEnded = () => fillIn.show(new Map(), isEndSaid ? messages.fillIn.ended : messages.review.unknown)

  const showWrong = (errors: readonly FieldError[]) => {
    const wrong = new Map<QuestionId, string>()
    for (const { field, code } of errors) {
      const id = questionOfField(field)
      const question = template.questions.find((candidate) => candidate.id === id)
      if (id !== undefined && question !== undefined)
        wrong.set(id, fieldErrorMessage(messages, question, code, clock.now()))
    }
    fillIn.show(wrong, wrong.size === 0 ? messages.fillIn.notTaken : undefined)
  }

  const showTooLarge = (id: QuestionId | undefined) => {
    const question = template.questions.find((candidate) => candidate.id === id) ?? template.questions[0]
    if (question === undefined) return
    const sentence = messages.errors.tooLongTogether(bidiIsolate(question.label, messages.locale))
    fillIn.show(new Map([[question.id, sentence]]))
  }

  const { start, isPending } = createSendAttempts(
    messages,
    {
      send: sendOrLearn,
      checkOutcome,
      pause: pauseOrOnline,
      settled: (sending) => {
        if (sending.result === 'arrived') return arrived(sending.receipt)
        if (sending.result === 'wrong') return showWrong(sending.errors)
        if (sending.result === 'too-large') return showTooLarge(answerToShorten(sheet()))
        end()
        showEnded()
      },
    },
    left.signal,
  )

  const review = () => {
    if (over.signal.aborted) return showEnded()
    // What was said while typing has been read by now, save that there is no connection.
    if (navigator.onLine) notice.show('')
    const answered = sheet()
    if (answered.errors.size > 0) {
      const errorOf = ([id, code]: readonly [QuestionId, FieldErrorCode]) => ({ field: `answers.${id}`, code })
      return showWrong([...answered.errors].map(errorOf))
    }
    const tooLarge = answerToShorten(answered)
    if (tooLarge !== undefined) return showTooLarge(tooLarge)
    const { showStatus } = showReview(
      { form, messages, notes, validated: answered },
      {
        send: async () => (isEndSaid ? showEnded() : start(answered, showStatus)),
        change: (id) => {
          fillIn.show()
          fillIn.focus(id)
        },
        back: () => fillIn.show(),
      },
    )
  }

  const decline = async () => {
    const { title, text, yes, no, failed } = messages.declineDialog
    const question = { title, text: text(bidiIsolate(siteName, messages.locale)), yes, no, focus: 'no' } as const
    if (!(await confirmInDialog(question, left.signal))) return
    const declined = await call(declineForm, { path: {}, body: proof })
    if (declined.outcome === 'done') {
      record.markEnded({ status: 'declined', formId, siteName })
      postToHost({ ...event, event: 'declined' })
      return leave(() => showDeclined(messages, siteName, template.theme))
    }
    const isRefused = declined.outcome === 'refused' && declined.code !== 'too-many-requests'
    const learnt = isRefused ? await learnEnd() : undefined
    if (left.signal.aborted) return
    if (learnt === 'over') showEnded()
    else fillIn.show(new Map(), failed)
  }

  const extend = async (): Promise<MoreTime> => {
    const extended = await call(extendForm, { path: {}, body: proof })
    if (extended.outcome === 'done') return { until: Date.parse(extended.value.expiresAt) }
    if (extended.outcome === 'unclear' || extended.code === 'too-many-requests') return 'unreachable'
    await learnEnd()
    return 'over'
  }

  const report = createProgressReporter(
    {
      read: () => progressOf(fillIn.typed(), sheet()),
      report: async (questions) => {
        postToHost({ ...event, event: 'progress', questions })
        const reported = await call(reportProgress, { path: {}, body: { ...proof, questions } })
        if (reported.outcome === 'refused' && reported.code === 'not-available') await learnEnd()
      },
    },
    over.signal,
  )

  const changed = () => {
    guardUnsent(!isEndSaid && [...fillIn.typed().values()].some((answer) => answer.trim() !== ''))
    report()
  }

  const notes = record.isStored ? [] : [element('p', { class: 'notice warn' }, messages.fillIn.keepOpen)]
  const fillIn = createQuestionsScreen(
    { form, offTheRecord, messages, today: clock.now(), notes },
    { review, decline: () => void decline(), changed },
  )
  announceConnectivity(messages, notice, over.signal)
  offerMoreTime(form.expiresAt, messages, { extend, announce: notice.show, ended: timeIsUp, clock }, over.signal)
  fillIn.show()
  postToHost({ ...event, event: 'opened' })
}
