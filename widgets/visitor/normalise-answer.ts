/** Normalises answers to the protocol's format where their meaning is unambiguous. */
import type { QuestionType } from '../../contracts/question-types.ts'
import { asciiDigits, readNumber } from './read-digits.ts'

const normaliseExpiry = (typed: string): string => {
  const [, month = '', year = ''] =
    /^(\d{1,2}) *[/. -] *(\d{2}|\d{4})$/.exec(typed) ?? /^(\d\d)(\d\d|\d{4})$/.exec(typed) ?? []
  return month === '' ? typed : `${month.padStart(2, '0')}/${year}`
}

/** Returns the normalised answer. `locale` determines how numbers are read. */
export const normaliseAnswer = (type: QuestionType, typed: string, locale: string): string => {
  const trimmed = typed.trim()
  switch (type) {
    case 'long-text':
      return trimmed.replace(/\r\n?/g, '\n')
    case 'card-number':
    case 'phone':
    case 'iban':
    case 'date':
      return asciiDigits(trimmed).trim()
    case 'card-expiry':
      return normaliseExpiry(asciiDigits(trimmed).trim())
    case 'card-verification-code':
    case 'pin':
      return asciiDigits(trimmed).replace(/[ -]/g, '')
    case 'number':
      return readNumber(trimmed, locale)
    default:
      return trimmed
  }
}
