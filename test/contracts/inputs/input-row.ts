/** One input of a real person or program, and its right value on the visitor's page and at the service. */
import type { FieldErrorCode } from '../../../contracts/problem.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'

/** The stored answer, or an error code behind `!`. */
export type Result = string | `!${FieldErrorCode}`

export interface InputRow {
  readonly type: QuestionType
  readonly locale?: string
  readonly input: string
  /** What the page sends. */
  readonly page: Result
  /** What the service does with the same input unchanged. Absent if it does the same. */
  readonly service?: Result
}

export interface InputKind {
  readonly kind: string
  /** Where others met the kind: public issues, data files and standards. */
  readonly sources: readonly string[]
  readonly rows: readonly InputRow[]
}

/** Rows of one type whose results are the same on the page and at the service. */
export const strict = (type: QuestionType, rows: readonly (readonly [input: string, result: Result])[]): InputRow[] =>
  rows.map(([input, page]) => ({ type, input, page }))

/** Rows of one type that the page tidies and the service refuses. */
export const tidied = (
  type: QuestionType,
  rows: readonly (readonly [input: string, page: Result])[],
  { locale, service = '!bad-format' }: { readonly locale?: string; readonly service?: Result } = {},
): InputRow[] => rows.map(([input, page]) => ({ type, input, page, service, ...(locale !== undefined && { locale }) }))
