/** What the visitor typed, made ready: checked by the service's own rules, and parted into what is stored and what is sealed. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import type { FieldErrorCode } from '../../contracts/problem.ts'
import { checkAnswer } from '../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import { normaliseAnswer } from './normalise-answer.ts'

export type Typed = ReadonlyMap<QuestionId, string>

export interface ValidatedAnswers {
  /** Stored forms, to be tokenised. */
  readonly answers: ReadonlyMap<QuestionId, string>
  /** Off the record, to be sealed before they leave the page. */
  readonly toSeal: ReadonlyMap<QuestionId, string>
  readonly errors: ReadonlyMap<QuestionId, FieldErrorCode>
}

export interface ValidationRules {
  readonly questions: readonly LocalisedQuestion[]
  /** The page's own judgement, not the form's marks. */
  readonly offTheRecord: ReadonlySet<QuestionId>
  /** In which the visitor writes numbers. */
  readonly locale: string
  /** Milliseconds since the epoch, by the service's clock. */
  readonly today: number
}

/** Checks every answer. An invalid answer is in `errors` only. An unanswered question is in `errors` if it is required. */
export const validateAnswers = (
  { questions, offTheRecord, locale, today }: ValidationRules,
  typed: Typed,
): ValidatedAnswers => {
  const validated = {
    answers: new Map<QuestionId, string>(),
    toSeal: new Map<QuestionId, string>(),
    errors: new Map<QuestionId, FieldErrorCode>(),
  }
  for (const question of questions) {
    const { id, type, required } = question
    const answer = normaliseAnswer(type, typed.get(id) ?? '', locale)
    if (answer === '') {
      if (required) validated.errors.set(id, 'required')
      continue
    }
    const checked = checkAnswer(answer, question, today)
    if ('wrong' in checked) validated.errors.set(id, checked.wrong)
    else (offTheRecord.has(id) ? validated.toSeal : validated.answers).set(id, checked.stored)
  }
  return validated
}

/** Both under the service's limit of 64 KiB for a body, with room for keys and the rest. */
const largestAnswersBytes = 60_000
const largestSealedBytes = 1_600

const utf8 = new TextEncoder()
const bytesOf = (answer: string): number => utf8.encode(JSON.stringify(answer)).length

/** The longest answer of a sheet that is too large to be sent: the one to shorten. */
export const answerToShorten = ({ answers, toSeal }: ValidatedAnswers): QuestionId | undefined => {
  const sizes = [...answers].map(([id, answer]) => ({ id, bytes: bytesOf(answer) + bytesOf(id) + 2 }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, toSeal.size * largestSealedBytes)
  if (total <= largestAnswersBytes) return undefined
  return sizes.toSorted((one, other) => other.bytes - one.bytes)[0]?.id
}
