/** Masks a stored answer until it is revealed. Shows no more digits of a card number than PCI DSS 3.4.1 allows. */
import type { QuestionType } from './question-types.ts'

/** The mask has a fixed length, so that it does not reveal the length of the answer. */
const hidden = '••••'

/**
 * Masks a card number. If the number has fewer than 14 digits, shows only the last four, because showing the first six
 * as well would hide too few digits.
 */
const maskCardNumber = (digits: string): string =>
  digits.length < 14 ? `${hidden}${digits.slice(-4)}` : `${digits.slice(0, 6)}${hidden}${digits.slice(-4)}`

const maskEmail = (address: string): string => {
  const at = address.lastIndexOf('@')
  return at < 1 ? hidden : `${address.slice(0, 1)}${hidden}${address.slice(at)}`
}

/**
 * Masks an answer in its stored form. Answers of types that are always off the record are never stored, so they stay
 * hidden.
 */
export function maskAnswer(type: QuestionType, stored: string): string {
  switch (type) {
    case 'card-number':
      return maskCardNumber(stored)
    case 'card-expiry':
      return '••/••'
    case 'iban':
      return `${stored.slice(0, 2)}${hidden}${stored.slice(-4)}`
    case 'email':
      return maskEmail(stored)
    default:
      return hidden
  }
}
