/** The closed list of question types, and the check of an answer that the visitor's page and the service share. */
import * as z from 'zod/mini'
import { countCodePoints } from './plain-text.ts'
import type { AnswerCheck, AnswerRules, CheckedAnswer } from './question-types/answer-check.ts'
import { cardExpiry } from './question-types/card-expiry.ts'
import { cardNumber } from './question-types/card-number.ts'
import { choice, yesNo } from './question-types/choice.ts'
import { date } from './question-types/date.ts'
import { email } from './question-types/email.ts'
import { iban } from './question-types/iban.ts'
import { nationalId } from './question-types/national-id.ts'
import { number } from './question-types/number.ts'
import { phone } from './question-types/phone.ts'
import { cardVerificationCode, pin } from './question-types/secret-digits.ts'
import { longText, text } from './question-types/text.ts'
import { isSealable } from './sealing.ts'

export const questionTypes = [
  'text',
  'long-text',
  'number',
  'email',
  'phone',
  'date',
  'yes-no',
  'choice',
  'card-number',
  'card-expiry',
  'iban',
  'national-id',
  'card-verification-code',
  'pin',
] as const

export const QuestionType = z.enum(questionTypes)
export type QuestionType = z.infer<typeof QuestionType>

/** The fields of a question that the check of its answer needs. Template questions and localised questions both have them. */
export interface AskedQuestion extends AnswerRules {
  readonly type: QuestionType
  readonly offTheRecord: boolean
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
}

/**
 * True for the types whose answers are always sealed and never stored, regardless of the template (PCI DSS 3.3.1.2).
 */
export const isOffTheRecordType = (type: QuestionType): boolean => type === 'card-verification-code' || type === 'pin'

/**
 * True if the answer must be sealed: the question is marked as off the record, or its type is always off the record.
 */
export const isOffTheRecord = (question: Pick<AskedQuestion, 'type' | 'offTheRecord'>): boolean =>
  question.offTheRecord || isOffTheRecordType(question.type)

const checks: Readonly<Record<QuestionType, AnswerCheck>> = {
  text,
  'long-text': longText,
  number,
  email,
  phone,
  date,
  'yes-no': yesNo,
  choice,
  'card-number': cardNumber,
  'card-expiry': cardExpiry,
  iban,
  'national-id': nationalId,
  'card-verification-code': cardVerificationCode,
  pin,
}

/**
 * Checks an answer (not `""`, which means unanswered). The question's own length limits apply to the stored form. The
 * page seals the stored form of an off-the-record answer, so the stored form must be short enough to be sealed. `today`
 * is in milliseconds since the epoch. Never throws.
 */
export function checkAnswer(value: string, question: AskedQuestion, today: number): CheckedAnswer {
  const checked = checks[question.type](value, question, today)
  if ('wrong' in checked) return checked
  const length = countCodePoints(checked.stored)
  if (question.minLength !== undefined && length < question.minLength) return { wrong: 'too-short' }
  if (question.maxLength !== undefined && length > question.maxLength) return { wrong: 'too-long' }
  if (isOffTheRecord(question) && !isSealable(checked.stored)) return { wrong: 'too-long' }
  return checked
}
