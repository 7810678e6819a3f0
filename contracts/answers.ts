/**
 * Checks all answers to a form. The visitor's page and the service both use this check, so they apply the same rules.
 */
import { QuestionId } from './identifiers.ts'
import type { FieldError } from './problem.ts'
import { type AskedQuestion, checkAnswer, isOffTheRecord } from './question-types.ts'
import type { SealedAnswer } from './sealing.ts'

export interface GivenAnswers {
  /**
   * The questions that this form asks. If the form has `only`, the caller has already limited the questions to those in
   * `only`.
   */
  readonly questions: readonly (AskedQuestion & { readonly id: QuestionId; readonly required: boolean })[]
  readonly answers: Readonly<Record<string, string>>
  readonly sealedAnswers: Readonly<Record<string, SealedAnswer>>
  /** The current time, in milliseconds since the epoch. */
  readonly today: number
}

export type CheckedAnswers =
  | { readonly stored: Readonly<Record<QuestionId, string>> }
  | { readonly errors: readonly FieldError[] }

/**
 * Returns the field path of an error about an unknown key. The path omits a key that is not a valid question id,
 * because the key may be a misplaced answer.
 */
const unknownField = (part: string, key: string): string =>
  QuestionId.safeParse(key).success ? `${part}.${key}` : part

const unknownKeys = (part: string, keys: readonly string[], asked: ReadonlySet<string>): readonly FieldError[] => {
  const fields = keys.filter((key) => !asked.has(key)).map((key) => unknownField(part, key))
  return [...new Set(fields)].map((field) => ({ field, code: 'unknown' }))
}

/**
 * Returns the answers in their stored form, without unanswered questions and sealed answers. If any answer is invalid,
 * returns all errors instead: at most one per question, then one for each key that is not the id of a question that the
 * form asks. For a sealed answer, checks only whether its question requires sealing. `""` means unanswered. For a
 * question whose answer must be sealed, even `""` is refused. Ignores inherited properties of the given objects.
 */
export function checkAnswers({ questions, answers, sealedAnswers, today }: GivenAnswers): CheckedAnswers {
  const stored: [QuestionId, string][] = []
  const errors: FieldError[] = []

  for (const question of questions) {
    const { id, required } = question
    const field = `answers.${id}`
    const sealedField = `sealedAnswers.${id}`
    const isSealed = Object.hasOwn(sealedAnswers, id)
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined

    if (isOffTheRecord(question)) {
      if (answer !== undefined) errors.push({ field, code: 'must-be-sealed' })
      else if (required && !isSealed) errors.push({ field: sealedField, code: 'required' })
    } else if (isSealed) {
      errors.push({ field: sealedField, code: 'must-not-be-sealed' })
    } else if (answer === undefined || answer === '') {
      if (required) errors.push({ field, code: 'required' })
    } else {
      const checked = checkAnswer(answer, question, today)
      if ('wrong' in checked) errors.push({ field, code: checked.wrong })
      else stored.push([id, checked.stored])
    }
  }

  const asked: ReadonlySet<string> = new Set(questions.map(({ id }) => id))
  errors.push(...unknownKeys('answers', Object.keys(answers), asked))
  errors.push(...unknownKeys('sealedAnswers', Object.keys(sealedAnswers), asked))
  return errors.length > 0 ? { errors } : { stored: Object.fromEntries(stored) }
}
