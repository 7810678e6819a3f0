/** The states of an opened form on the visitor's page, and the transitions between them. */

import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldError } from '../../contracts/problem.ts'
import type { EndedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import type { Ending } from './end-messages.ts'
import type { SendResult } from './send-answers.ts'
import { answerToShorten, type ValidatedAnswers } from './validate-answers.ts'

/**
 * What is known about the answers that the visitor has sent. `sending`: the request is pending. `unclear`: the answers may be
 * stored. `not-arrived` and `later`: the answers are not stored.
 */
export type Sending = 'not-sent' | 'sending' | 'unclear' | 'not-arrived' | 'later'

/** Why the questions are shown with an error summary. */
export type Problem =
  | { readonly kind: 'fields'; readonly errors: readonly FieldError[] }
  /** `invalid`: the page has found wrong answers. `fields` and `too-large`: the service has refused the answers. */
  | { readonly kind: 'invalid' | 'too-large' | 'decline-failed' | 'ended' }

interface Open {
  readonly sending: Sending
  /** Present if the form has ended. What was typed stays on the page, but can no longer be sent. */
  readonly ended?: { readonly ending: Ending }
}

export interface Asking extends Open {
  readonly screen: 'asking'
  readonly problem?: Problem
  /** The question to focus. */
  readonly focus?: QuestionId
}

export interface Reviewing extends Open {
  readonly screen: 'reviewing'
  readonly validated: ValidatedAnswers
}

export type FormState =
  | Asking
  | Reviewing
  | { readonly screen: 'submitted'; readonly receipt: SubmittedForm }
  | { readonly screen: 'declined' }

export type FormEvent =
  /** The visitor has pressed *Review*. */
  | { readonly type: 'reviewed'; readonly validated: ValidatedAnswers }
  /** The visitor goes back to the questions. */
  | { readonly type: 'changing'; readonly focus?: QuestionId }
  /** The visitor has pressed *Send*. */
  | { readonly type: 'sending' }
  | { readonly type: 'sent'; readonly outcome: SendResult }
  | { readonly type: 'decline-failed' }
  /** The form has ended. `end` is absent if the service does not report how. */
  | { readonly type: 'over'; readonly end?: EndedForm | undefined }
  | { readonly type: 'submitted'; readonly receipt: SubmittedForm }
  | { readonly type: 'declined' }

export const firstState: FormState = { screen: 'asking', sending: 'not-sent' }

/** Returns true if answers were sent and it is not known yet whether they are stored. */
export const isPending = (state: FormState): boolean =>
  'sending' in state && (state.sending === 'sending' || state.sending === 'unclear')

/**
 * Returns how the form ended, if the page shows that. While the outcome of a submission is unknown, the page does not show it,
 * because the answers may be stored.
 */
export const shownEnd = (state: FormState): { readonly ending: Ending } | undefined =>
  'ended' in state && !isPending(state) ? state.ended : undefined

const over = (state: Asking | Reviewing, end: EndedForm | undefined): FormState => {
  if (end?.status === 'declined') return { screen: 'declined' }
  const ending = end?.status ?? state.ended?.ending
  return state.ended !== undefined && state.ended.ending === ending ? state : { ...state, ended: { ending } }
}

const asking = ({ sending, ended }: Asking | Reviewing, problem?: Problem, focus?: QuestionId): Asking => ({
  screen: 'asking',
  // The message that nothing has arrived belongs to the review that it was shown in.
  sending: sending === 'sending' || sending === 'unclear' ? sending : 'not-sent',
  ...(ended && { ended }),
  ...(problem && { problem }),
  ...(focus && { focus }),
})

const reviewed = (state: Asking | Reviewing, validated: ValidatedAnswers): FormState => {
  if (state.ended !== undefined) return asking(state, { kind: 'ended' })
  if (validated.errors.size > 0 || answerToShorten(validated) !== undefined) return asking(state, { kind: 'invalid' })
  const { problem: _, focus: __, ...open } = asking(state)
  return { ...open, screen: 'reviewing', validated }
}

const sent = (state: Asking | Reviewing, outcome: SendResult): FormState => {
  const settled = { ...state, sending: 'not-sent' } as const
  switch (outcome.result) {
    case 'arrived':
      return { screen: 'submitted', receipt: outcome.receipt }
    case 'unknown':
      return { ...state, sending: 'unclear' }
    case 'not-arrived':
    case 'later':
      return { ...state, sending: outcome.result }
    case 'wrong':
      return asking(settled, { kind: 'fields', errors: outcome.errors })
    case 'too-large':
      return asking(settled, { kind: 'too-large' })
    case 'over': {
      const ended = over(settled, outcome.end)
      return 'ended' in ended ? asking(ended, { kind: 'ended' }) : ended
    }
  }
}

/** Returns the state after an event. A receipt and a declined form are final. Returns the same state if nothing changes. */
export const transition = (state: FormState, event: FormEvent): FormState => {
  if (state.screen === 'submitted' || state.screen === 'declined') return state
  switch (event.type) {
    case 'reviewed':
      return reviewed(state, event.validated)
    case 'changing':
      return asking(state, undefined, event.focus)
    case 'sending':
      return shownEnd(state) === undefined ? { ...state, sending: 'sending' } : asking(state, { kind: 'ended' })
    case 'sent':
      return sent(state, event.outcome)
    case 'decline-failed':
      return asking(state, { kind: state.ended === undefined ? 'decline-failed' : 'ended' })
    case 'over':
      return over(state, event.end)
    case 'submitted':
      return { screen: 'submitted', receipt: event.receipt }
    case 'declined':
      return { screen: 'declined' }
  }
}
