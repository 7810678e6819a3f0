/** The state of the answers to all forms in this tab, and its transitions. A value without effects. */
import type { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import { goneQuestionsOf, type HeldAnswers } from './held-answers.ts'
import type { RetrievedSubmission } from './retrieve-answers.ts'

/** The answers to one form. */
interface FormAnswers {
  readonly isFetching: boolean
  /**
   * A submission that was fetched while its template was not loaded. It must be kept, because the service returns sealed answers
   * only once.
   */
  readonly received: RetrievedSubmission | undefined
  readonly held: HeldAnswers | undefined
  readonly isShown: boolean
  /** The questions whose answers this tab has lost. The agent can ask these questions again. */
  readonly lost: ReadonlySet<QuestionId>
}

export interface AnswersState {
  readonly forms: ReadonlyMap<FormId, FormAnswers>
  /** True after the panel has ended. The state then stays empty, even if a reply arrives late. */
  readonly isForgotten: boolean
}

export const noAnswers: AnswersState = { forms: new Map(), isForgotten: false }

const noFormAnswers: FormAnswers = {
  ...{ isFetching: false, received: undefined, held: undefined, isShown: false, lost: new Set() },
}

const answersTo = ({ forms }: AnswersState, formId: FormId): FormAnswers => forms.get(formId) ?? noFormAnswers

const change = (
  state: AnswersState,
  formId: FormId,
  changed: (before: FormAnswers) => Partial<FormAnswers>,
): AnswersState => {
  if (state.isForgotten) return state
  const before = answersTo(state, formId)
  return { ...state, forms: new Map(state.forms).set(formId, { ...before, ...changed(before) }) }
}

/** Changes the held answers. Does nothing if there are none, because they were forgotten in the meantime. */
const changeHeld = (
  state: AnswersState,
  formId: FormId,
  changed: (held: HeldAnswers, before: FormAnswers) => Partial<FormAnswers>,
): AnswersState => {
  const { held } = answersTo(state, formId)
  return held === undefined ? state : change(state, formId, (before) => changed(held, before))
}

export const fetchStarted = (state: AnswersState, formId: FormId): AnswersState =>
  change(state, formId, () => ({ isFetching: true }))

export const fetchEnded = (state: AnswersState, formId: FormId): AnswersState =>
  state.forms.has(formId) ? change(state, formId, () => ({ isFetching: false })) : state

export const submissionReceived = (state: AnswersState, formId: FormId, received: RetrievedSubmission): AnswersState =>
  change(state, formId, () => ({ received }))

export const answersHeld = (state: AnswersState, formId: FormId, held: HeldAnswers): AnswersState =>
  change(state, formId, ({ lost }) => ({
    ...{ held, received: undefined },
    lost: new Set([...lost, ...goneQuestionsOf(held)]),
  }))

export const answersShown = (state: AnswersState, formId: FormId): AnswersState =>
  changeHeld(state, formId, () => ({ isShown: true }))

/** The sealed answer was taken out of the state, to be opened. It can be taken once. */
export const sealedAnswerTaken = (state: AnswersState, formId: FormId, questionId: QuestionId): AnswersState =>
  changeHeld(state, formId, (held) => ({
    held: { ...held, sealed: new Map([...held.sealed].filter(([id]) => id !== questionId)) },
  }))

export const sealedAnswerOpened = (state: AnswersState, formId: FormId, questionId: QuestionId): AnswersState =>
  changeHeld(state, formId, (held) => ({ held: { ...held, opened: new Set([...held.opened, questionId]) } }))

/** The answer was opened a minute ago and removed, or it could not be opened. */
export const sealedAnswerLost = (state: AnswersState, formId: FormId, questionId: QuestionId): AnswersState =>
  changeHeld(state, formId, (held, { lost }) => ({
    held: { ...held, opened: new Set([...held.opened].filter((id) => id !== questionId)) },
    lost: new Set([...lost, questionId]),
  }))

/** The answers were removed from the screen. Keeps the answers that are still sealed. */
export const answersClosed = (state: AnswersState, formId: FormId): AnswersState =>
  changeHeld(state, formId, (held, { lost }) => ({
    isShown: false,
    held: held.sealed.size === 0 ? undefined : { ...held, opened: new Set() },
    lost: new Set([...lost, ...held.opened]),
  }))

/** The lost questions were asked again in another form. */
export const lostQuestionsAsked = (state: AnswersState, formId: FormId): AnswersState =>
  change(state, formId, () => ({ lost: new Set() }))

/** The conversation is closed, or the submission is erased. */
export const answersForgotten = (state: AnswersState, formId: FormId): AnswersState => ({
  ...state,
  forms: new Map([...state.forms].filter(([id]) => id !== formId)),
})

export const allAnswersForgotten: AnswersState = { forms: new Map(), isForgotten: true }

export type AnswersPhase = 'nothing' | 'fetching' | 'held' | 'shown'

export const answersPhaseOf = (state: AnswersState, formId: FormId): AnswersPhase => {
  const { held, isShown, isFetching } = answersTo(state, formId)
  if (held === undefined) return isFetching ? 'fetching' : 'nothing'
  return isShown ? 'shown' : 'held'
}

export const heldAnswersTo = (state: AnswersState, formId: FormId): HeldAnswers | undefined =>
  answersTo(state, formId).held

export const receivedSubmissionOf = (state: AnswersState, formId: FormId): RetrievedSubmission | undefined =>
  answersTo(state, formId).received

export const lostQuestionsOf = (state: AnswersState, formId: FormId): readonly QuestionId[] => [
  ...answersTo(state, formId).lost,
]
