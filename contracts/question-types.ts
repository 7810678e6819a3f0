/**
 * The closed list of question types, and the one check of an answer, shared by the visitor's page and the service.
 */
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

/** What of a question bears on its answer. Both the template's question and the visitor's are one. */
export interface AskedQuestion extends AnswerRules {
  readonly type: QuestionType
  readonly offTheRecord: boolean
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
}

/** Types whose answers are always sealed and never stored, whatever a template says (PCI DSS 3.3.1.2). */
export const isOffTheRecordType = (type: QuestionType): boolean => type === 'card-verification-code' || type === 'pin'

/** Whether the answer is sealed: the question is marked so, or its type is always so. */
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
 * Checks an answer that was given (`""` is unanswered and not for here). The question's own lengths apply to the stored form.
 * Off the record the stored form is what the page seals, and must fit. `today` is in milliseconds since the epoch. Never throws.
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
