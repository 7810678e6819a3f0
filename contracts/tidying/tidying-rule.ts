/** The type of the rules that tidy pasted and typed answers. */
import type { QuestionType } from '../question-types.ts'

export interface TidyingRule {
  readonly name: string
  readonly types: readonly QuestionType[]
  /** If this rule converts the text, no later rule is applied. */
  readonly isFinal?: true
  /** Returns the tidied text, or undefined if the rule does not apply to it. `locale` determines how numbers are read. */
  readonly apply: (text: string, locale: string) => string | undefined
}

/** The types whose answers consist of digits, letters and signs in a fixed format. */
export const codeTypes = [
  'number',
  'email',
  'phone',
  'date',
  'card-number',
  'card-expiry',
  'iban',
  'national-id',
  'card-verification-code',
  'pin',
] as const satisfies readonly QuestionType[]

/** Returns a rule that replaces every match of a pattern. */
export const replaceRule = (
  name: string,
  types: readonly QuestionType[],
  pattern: RegExp,
  replacement: string | ((match: string) => string),
): TidyingRule => ({
  name,
  types,
  apply: (text) =>
    typeof replacement === 'string' ? text.replace(pattern, replacement) : text.replace(pattern, replacement),
})
