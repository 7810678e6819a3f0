/** What this tab holds of one submission: answers in clear, sealed bytes, and the view of them while it is shown. */
import type { QuestionId } from '../../../contracts/identifiers.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { type Question, selectQuestions, type Template } from '../../../contracts/template.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { AnswersView } from './answers-view.ts'
import type { RetrievedSubmission } from './retrieve-answers.ts'
import type { SentFromTab } from './tab-keys.ts'

/** The questions that a form asked: what the tab that sent it knows counts more than what the service returned. */
export const askedQuestionsOf = (
  form: PanelForm,
  template: Template,
  sent: SentFromTab | undefined,
): readonly Question[] => selectQuestions(template.questions, (sent ?? form).only)

export interface HeldAnswers {
  readonly template: Template
  readonly questions: readonly Question[]
  readonly answers: RetrievedSubmission['answers']
  readonly sealedStatus: RetrievedSubmission['sealedStatus']
  /** Not opened yet. */
  readonly sealed: Map<QuestionId, { readonly enc: string; readonly ciphertext: string }>
  /** Opened, shown, and to be forgotten within the minute. */
  readonly opened: Set<QuestionId>
  view: AnswersView | undefined
}

export const holdAnswers = (
  form: PanelForm,
  template: Template,
  sent: SentFromTab | undefined,
  retrieved: RetrievedSubmission,
): HeldAnswers => ({
  template,
  questions: askedQuestionsOf(form, template, sent),
  answers: retrieved.answers,
  sealedStatus: retrieved.sealedStatus,
  sealed: new Map(retrieved.sealed),
  opened: new Set(),
  view: undefined,
})

/** The questions whose answers were handed out before and are nowhere any more. */
export const lostQuestionsOf = ({ questions, sealed, sealedStatus }: HeldAnswers): readonly QuestionId[] =>
  sealedStatus === 'gone'
    ? questions.filter((question) => isOffTheRecord(question) && !sealed.has(question.id)).map(({ id }) => id)
    : []

/**
 * A regular expression leaves the text that it last looked at where a script can find it (`RegExp.input`), and the engine
 * leaves it in memory. This puts nothing in its place.
 */
export const forgetLastMatch = (): void => void /^$/.test('')
