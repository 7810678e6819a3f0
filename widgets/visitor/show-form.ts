/** Shows the state of an opened form. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldError } from '../../contracts/problem.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import type { AnswerErrors } from './answer-errors.ts'
import { showDeclined } from './closing-screens.ts'
import { endedNotice } from './end-messages.ts'
import { type Asking, type FormState, type Sending, shownEnd } from './form-state.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { type QuestionsScreen, questionOfField } from './questions-screen.ts'
import { showReceipt } from './receipt.ts'
import { type Review, type ReviewActions, showReview } from './review.ts'

export interface ShowFormParts {
  readonly form: OpenedForm
  readonly messages: LocalisedMessages
  /** Notes that are shown above the questions and above the review. */
  readonly notes: readonly Node[]
  readonly questionsScreen: QuestionsScreen
  readonly answerErrors: AnswerErrors
  readonly reviewActions: ReviewActions
  /** Returns the question with the longest answer, if the answers together are too large. */
  readonly answerToShorten: () => QuestionId | undefined
}

const sendingText = ({ review }: LocalisedMessages, sending: Sending): string => {
  const texts = {
    'not-sent': '',
    sending: review.sending,
    unclear: review.unknown,
    'not-arrived': review.notArrived,
    later: review.later,
  } as const
  return texts[sending]
}

export const createShowForm = ({
  form,
  messages,
  notes,
  questionsScreen,
  answerErrors,
  reviewActions,
  answerToShorten,
}: ShowFormParts): ((state: FormState, previous?: FormState) => void) => {
  const { template, siteName } = form
  let review: Review | undefined

  const showFieldErrors = (errors: readonly FieldError[]) => {
    const sentences = new Map<QuestionId, string>()
    for (const { field, code } of errors) {
      const id = questionOfField(field)
      const sentence = id === undefined ? undefined : answerErrors.messageFor(id, code)
      if (id !== undefined && sentence !== undefined) sentences.set(id, sentence)
    }
    questionsScreen.show(sentences, sentences.size === 0 ? messages.fillIn.notTaken : undefined)
  }

  const showTooLarge = () =>
    questionsScreen.show(answerErrors.tooLongTogether(answerToShorten() ?? template.questions[0]?.id))

  const showQuestions = (state: Asking) => {
    const { problem, focus } = state
    const end = shownEnd(state)
    switch (problem?.kind) {
      case 'fields':
        return showFieldErrors(problem.errors)
      case 'invalid':
        return questionsScreen.show(answerErrors.wrong())
      case 'too-large':
        return showTooLarge()
      case 'decline-failed':
        return questionsScreen.show(new Map(), messages.declineDialog.failed)
      case 'ended':
        return questionsScreen.show(
          new Map(),
          end === undefined ? messages.review.unknown : endedNotice(messages, end.ending),
        )
      case undefined:
        questionsScreen.show()
        if (focus !== undefined) questionsScreen.focus(focus)
    }
  }

  return (state, previous) => {
    switch (state.screen) {
      case 'asking':
        // A change of the outcome or of the end is not shown on this screen. The notice shows it.
        if (previous?.screen === 'asking' && previous.problem === state.problem && previous.focus === state.focus)
          return
        return showQuestions(state)
      case 'reviewing': {
        const isSame = previous?.screen === 'reviewing' && previous.validated === state.validated
        if (!isSame) review = showReview({ form, messages, notes, validated: state.validated }, reviewActions)
        if (!isSame || previous.sending !== state.sending)
          review?.showSending(sendingText(messages, state.sending), state.sending === 'sending')
        return
      }
      case 'submitted':
        return showReceipt(messages, state.receipt, template.theme)
      case 'declined':
        return showDeclined(messages, siteName, template.theme)
    }
  }
}
