/** The visitor's way through one opened form: fill in, review, send, receipt; or rather not. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldError } from '../../contracts/problem.ts'
import { declineForm } from '../../contracts/steps/decline-form.ts'
import { extendForm } from '../../contracts/steps/extend-form.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { call } from '../shared/api-client.ts'
import { askInDialog } from '../shared/dialog.ts'
import { element } from '../shared/dom.ts'
import { type AnswerSheet, readSheet } from './answer-sheet.ts'
import { showDeclined, showNotAvailable, showReceipt } from './closing-screens.ts'
import { createFillIn, questionOfField } from './fill-in.ts'
import { offerMoreTime } from './more-time.ts'
import { showReview } from './review.ts'
import { createSendAnswers } from './send-answers.ts'
import type { VisitorRecord } from './visitor-record.ts'
import { fieldWords } from './words.ts'

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
const sendAnswers = createSendAnswers({ call, pause })

/** Both under the service's limit of 64 KiB for a body, with room for keys and the rest. */
const largestAnswersBytes = 60_000
const largestSealedBytes = 1_600

const isTooLarge = ({ answers, toSeal }: AnswerSheet): boolean => {
  const bytes = new TextEncoder().encode(JSON.stringify([...answers])).length
  return bytes + toSeal.size * largestSealedBytes > largestAnswersBytes
}

const tooLargeWords = 'Your answers are too long altogether. Please shorten the longest ones.'

const unsentWords = {
  'not-arrived': 'Your answers have not arrived. Nothing is lost: please press the button again.',
  later:
    'Your answers have not arrived: too much is going on just now. Please wait a minute, then press the button again.',
  unknown:
    'We cannot tell yet whether your answers arrived, because the service cannot be reached. Keep this page open and press the button again: they cannot arrive twice.',
} as const

export const fillInForm = (form: OpenedForm, offTheRecord: ReadonlySet<QuestionId>, record: VisitorRecord): void => {
  const { formId, template, siteName } = form
  const { visitorSecret } = record
  const ended = element('p', { class: 'notice warn', role: 'status', hidden: true })
  const notes = record.isKept
    ? [ended]
    : [
        element(
          'p',
          { class: 'notice warn' },
          'Please keep this page open until you have sent the form: your browser keeps nothing of it.',
        ),
        ended,
      ]

  const finish = (show: () => void) => {
    stopOffering()
    fillIn.wipe()
    show()
  }

  const showWrong = (errors: readonly FieldError[]) => {
    const wrong = new Map<QuestionId, string>()
    for (const { field, code } of errors) {
      const id = questionOfField(field)
      const question = template.questions.find((candidate) => candidate.id === id)
      if (id !== undefined && question !== undefined) wrong.set(id, fieldWords(question, code))
    }
    fillIn.show(
      wrong,
      wrong.size === 0 ? 'The service did not take these answers. Please ask the agent in the chat.' : undefined,
    )
  }

  const send = async (sheet: AnswerSheet, say: (words: string) => void) => {
    const sent = await sendAnswers({ form, visitorSecret }, sheet)
    switch (sent.result) {
      case 'arrived':
        return finish(() => showReceipt(sent.receipt))
      case 'over':
        return finish(showNotAvailable)
      case 'wrong':
        return showWrong(sent.errors)
      case 'too-large':
        return fillIn.show(new Map(), tooLargeWords)
      default:
        say(unsentWords[sent.result])
    }
  }

  const review = () => {
    const sheet = readSheet(template.questions, offTheRecord, fillIn.typed(), Date.now())
    if (sheet.wrong.size > 0) {
      const errors = [...sheet.wrong].map(([id, code]) => ({ field: `answers.${id}`, code }))
      return showWrong(errors)
    }
    if (isTooLarge(sheet)) return fillIn.show(new Map(), tooLargeWords)
    const { say } = showReview(form, sheet, notes, {
      send: () => send(sheet, say),
      change: (id) => {
        fillIn.show()
        fillIn.focus(id)
      },
      back: () => fillIn.show(),
    })
  }

  const decline = async () => {
    const question = {
      title: 'Leave this form empty?',
      text: `Nothing you typed is sent, and the agent at ${siteName} is told that you would rather not.`,
      yes: 'Yes, I’d rather not',
      no: 'Go back',
    }
    if (!(await askInDialog(question))) return
    const declined = await call(declineForm, { path: {}, body: { formId, visitorSecret } })
    if (declined.outcome === 'done') return finish(() => showDeclined(siteName))
    if (declined.outcome === 'refused' && declined.code === 'not-available') return finish(showNotAvailable)
    fillIn.show(new Map(), 'The agent could not be told just now. Please try again.')
  }

  const fillIn = createFillIn(form, offTheRecord, notes, { review, decline: () => void decline() })
  const stopOffering = offerMoreTime(form.expiresAt, {
    extend: async () => {
      const extended = await call(extendForm, { path: {}, body: { formId, visitorSecret } })
      return extended.outcome === 'done' ? extended.value.expiresAt : undefined
    },
    ended: () => {
      fillIn.wipe(offTheRecord)
      ended.hidden = false
      ended.textContent =
        'This form has closed. What you typed stays here until you leave the page, save what is off the record. Please ask the agent in the chat to send the form again.'
    },
  })
  fillIn.show()
}
