/** The shape that the check of every question type has. */
import type { FieldErrorCode } from '../problem.ts'

/** What a check may need to know of the question, beyond its type. */
export interface AnswerRules {
  readonly options?: readonly { readonly value: string }[] | undefined
}

/** The answer in the one form in which it is stored (or sealed), or what is wrong with it. */
export type CheckedAnswer = { readonly stored: string } | { readonly wrong: FieldErrorCode }

/**
 * Never throws, whatever the text. `today` is the time now in milliseconds since the epoch. The stored form passes the same
 * check and comes out unchanged.
 */
export type AnswerCheck = (value: string, rules: AnswerRules, today: number) => CheckedAnswer
