/** The data of one submission in this tab: the clear answers and the sealed answers. */
import type { QuestionId } from '../../../contracts/identifiers.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { SealedAnswer } from '../../../contracts/sealing.ts'
import { type Question, selectQuestions, type Template } from '../../../contracts/template.ts'
import type { PanelForm } from '../forms/conversation-forms.ts'
import type { RetrievedSubmission } from './retrieve-answers.ts'
import type { SentFromTab } from './tab-keys.ts'

/**
 * Returns the questions that a form asked. If this tab sent the form, the tab's own data takes precedence over that of the
 * service.
 */
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
  /** Sealed answers that have not been opened. */
  readonly sealed: ReadonlyMap<QuestionId, SealedAnswer>
  /** Questions whose sealed answers were opened and are on the screen. These answers are forgotten within a minute. */
  readonly opened: ReadonlySet<QuestionId>
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
})

/** Returns the questions whose sealed answers no longer exist, neither in this tab nor in the service. */
export const goneQuestionsOf = ({ questions, sealed, sealedStatus }: HeldAnswers): readonly QuestionId[] =>
  sealedStatus === 'gone'
    ? questions.filter((question) => isOffTheRecord(question) && !sealed.has(question.id)).map(({ id }) => id)
    : []

/** Clears the last text that a regular expression matched, because engines keep this text and `RegExp.input` returns it. */
export const clearLastMatch = (): void => void /^$/.test('')
