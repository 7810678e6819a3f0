/** The visitor's page's own words, in English. The questions come in the template's language. */
import type { FieldErrorCode } from '../../contracts/problem.ts'
import type { QuestionType } from '../../contracts/question-types.ts'
import type { LocalisedQuestion } from '../../contracts/template.ts'
import type { Distrust } from '../shared/trust-form.ts'

const required: Partial<Record<QuestionType, string>> = {
  'card-number': 'Enter the long number on the front of your card',
  'card-expiry': 'Enter the month and year until which your card is good, such as 05/29',
  'card-verification-code': 'Enter the 3 or 4 digit security code of your card',
  email: 'Enter your email address',
  phone: 'Enter your phone number',
}

const badFormat: Partial<Record<QuestionType, string>> = {
  'card-number': 'Enter digits only; spaces and dashes are fine',
  'card-expiry': 'Enter month and year, such as 05/29',
  'card-verification-code': 'Enter the 3 or 4 digits of the security code, without letters',
  pin: 'Enter digits only',
  email: 'Enter an email address in the format name@example.com',
  phone: 'Enter a phone number in digits, such as +44 20 7946 0018',
  date: 'Enter a date that exists: day, month and year',
  number: 'Enter a number in digits, such as 12 or 12.50',
  iban: 'Enter an IBAN: two letters, then letters and digits, such as DE89 3704 0044 0532 0130 00',
  'national-id': 'Use letters, digits, spaces, dots, slashes and dashes only',
}

const wrongLength: Partial<Record<QuestionType, string>> = {
  'card-number': 'Enter all digits of the card number: 12 to 19 of them',
  'card-verification-code': 'Enter all digits of the security code: 3, or 4 on American Express',
  pin: 'Enter a PIN of 4 to 12 digits',
  phone: 'Enter the whole phone number: 4 to 15 digits',
  iban: 'Enter the whole IBAN: 15 to 34 letters and digits',
  'national-id': 'Enter the whole number: 4 to 32 characters',
}

const isChosen = ({ type }: LocalisedQuestion): boolean => type === 'choice' || type === 'yes-no'

const lengthWords = ({ type, minLength, maxLength }: LocalisedQuestion, code: 'too-short' | 'too-long'): string => {
  if (code === 'too-short' && minLength !== undefined) return `Enter at least ${minLength} characters`
  if (code === 'too-long' && maxLength !== undefined) return `Enter at most ${maxLength} characters`
  return wrongLength[type] ?? (code === 'too-short' ? 'Enter more characters' : 'Enter fewer characters')
}

/** What is wrong with an answer and how to put it right; never the answer itself. */
export const fieldWords = (question: LocalisedQuestion, code: FieldErrorCode): string => {
  switch (code) {
    case 'required':
      return required[question.type] ?? `${isChosen(question) ? 'Choose an answer' : 'Fill in'}: ${question.label}`
    case 'bad-checksum':
      return question.type === 'iban'
        ? 'Check the IBAN: one of its characters seems to be wrong'
        : 'Check the card number: one of its digits seems to be wrong'
    case 'past':
      return 'This card has expired. Use another card, or check the date'
    case 'too-short':
    case 'too-long':
      return lengthWords(question, code)
    case 'not-an-option':
      return `Choose one of the answers: ${question.label}`
    default:
      return badFormat[question.type] ?? 'Check this answer: it has characters that cannot be used here'
  }
}

export const offTheRecordWords =
  'Off the record: only the agent who sent you this form can read this, in the tab they have open now. It is kept nowhere.'

export const distrustWords: Readonly<Record<Distrust, string>> = {
  'fingerprint-missing':
    'The link came without the part that proves who can read your answers. Perhaps it was cut off when it was copied.',
  'key-missing': 'The form came without the key that the agent made for it.',
  'key-mismatch': 'The form came with a key that is not the agent’s.',
}
