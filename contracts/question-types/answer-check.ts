/** The type of the function with which each question type checks an answer. */
import type { FieldErrorCode } from '../problem.ts'

/** The fields of a question that a check may need in addition to the question's type. */
export interface AnswerRules {
  readonly options?: readonly { readonly value: string }[] | undefined
  /** The first and the last date that are accepted: `today` or `YYYY-MM-DD`. */
  readonly earliest?: string | undefined
  readonly latest?: string | undefined
}

/** The result of a check: the answer in the form in which it is stored or sealed, or an error code. */
export type CheckedAnswer = { readonly stored: string } | { readonly wrong: FieldErrorCode }

/**
 * Checks an answer. `today` is the current time in milliseconds since the epoch. Never throws. The check is idempotent:
 * a stored answer passes it unchanged.
 */
export type AnswerCheck = (value: string, rules: AnswerRules, today: number) => CheckedAnswer
