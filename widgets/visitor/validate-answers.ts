/** Checks the typed answers by the service's own rules, and separates the answers to store from the answers to seal. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldErrorCode } from '../../contracts/problem.ts'
import type { CheckedAnswer } from '../../contracts/question-types/answer-check.ts'
import { checkAnswer, type QuestionType } from '../../contracts/question-types.ts'
import { tidyAnswer } from '../../contracts/tidying/tidy-answer.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { cardCodeDigits } from './card-code.ts'
import { withLocalBounds } from './date-bounds.ts'
import { readExpiryMonth } from './read-date.ts'

export type TypedAnswers = ReadonlyMap<QuestionId, string>

export interface ValidatedAnswers {
  /** The answers in their stored form, to be tokenised. */
  readonly answers: ReadonlyMap<QuestionId, string>
  /** The off-the-record answers, to be sealed before they leave the page. */
  readonly toSeal: ReadonlyMap<QuestionId, string>
  readonly errors: ReadonlyMap<QuestionId, FieldErrorCode>
}

export interface ValidationRules {
  readonly questions: readonly LocalisedQuestion[]
  /** The questions that `trustForm` requires to be sealed, regardless of the form's own marks. */
  readonly offTheRecord: ReadonlySet<QuestionId>
  /** The locale in which the visitor writes numbers. */
  readonly locale: string
  /** The current time by the service's clock, in milliseconds since the epoch. */
  readonly today: number
}

const readAnswer = (type: QuestionType, typed: string, locale: string): string => {
  const written = type === 'card-expiry' ? readExpiryMonth(typed, locale) : undefined
  return tidyAnswer(type, written ?? typed, locale)
}

/** The service's check, and the two checks that only the page can make: by the visitor's own date, and by the card's brand. */
const checkOnPage = (
  answer: string,
  question: LocalisedQuestion,
  questions: readonly LocalisedQuestion[],
  typed: TypedAnswers,
  today: number,
): CheckedAnswer => {
  const checked = checkAnswer(answer, withLocalBounds(question, today), today)
  if ('wrong' in checked || question.type !== 'card-verification-code') return checked
  const { length } = checked.stored
  const digits = cardCodeDigits(questions, typed, question.id) ?? length
  return length === digits ? checked : { wrong: length < digits ? 'too-short' : 'too-long' }
}

/**
 * Checks every answer. An invalid answer appears only in `errors`. An unanswered question appears in `errors` if an answer is
 * required.
 */
export const validateAnswers = (
  { questions, offTheRecord, locale, today }: ValidationRules,
  typed: TypedAnswers,
): ValidatedAnswers => {
  const validated = {
    answers: new Map<QuestionId, string>(),
    toSeal: new Map<QuestionId, string>(),
    errors: new Map<QuestionId, FieldErrorCode>(),
  }
  for (const question of questions) {
    const { id, type, required } = question
    const answer = readAnswer(type, typed.get(id) ?? '', locale)
    if (answer === '') {
      if (required) validated.errors.set(id, 'required')
      continue
    }
    const checked = checkOnPage(answer, question, questions, typed, today)
    if ('wrong' in checked) validated.errors.set(id, checked.wrong)
    else (offTheRecord.has(id) ? validated.toSeal : validated.answers).set(id, checked.stored)
  }
  return validated
}

/**
 * Limits the size of all answers together, so that the body stays below the service's limit of 64 KiB, with room for the other
 * fields.
 */
const largestAnswersBytes = 60_000
const largestSealedBytes = 1_600

const utf8 = new TextEncoder()
const bytesOf = (answer: string): number => utf8.encode(JSON.stringify(answer)).length

/** Returns the question with the longest answer if the answers together are too large to send. */
export const answerToShorten = ({ answers, toSeal }: ValidatedAnswers): QuestionId | undefined => {
  const sizes = [...answers].map(([id, answer]) => ({ id, bytes: bytesOf(answer) + bytesOf(id) + 2 }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, toSeal.size * largestSealedBytes)
  if (total <= largestAnswersBytes) return undefined
  return sizes.toSorted((one, other) => other.bytes - one.bytes)[0]?.id
}
