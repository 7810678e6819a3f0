/**
 * `iban`: ISO 13616 with its check digits (ISO/IEC 7064, MOD 97-10) and the length that its country registered, with or without
 * spaces and dashes, in upper or lower case.
 */
import type { AnswerCheck } from './answer-check.ts'
import { ibanLength } from './iban-length.ts'

const minLength = 15
const maxLength = 34

/**
 * Moves the country code and check digits to the end, and replaces the letters with the numbers 10 to 35. The resulting
 * number modulo 97 must be 1.
 */
const remainderIsOne = (iban: string): boolean => {
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => Number.parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

/**
 * Issued check digits are 98 minus a remainder from 0 to 96, so they are never 00, 01 or 99. An IBAN with one of these
 * three values can nevertheless have the remainder 1.
 */
const isIssued = (iban: string): boolean => !['00', '01', '99'].includes(iban.slice(2, 4))

export const iban: AnswerCheck = (value) => {
  // Check before upper-casing, which can turn non-ASCII letters into ASCII letters.
  if (!/^[A-Za-z0-9 -]*$/.test(value)) return { wrong: 'bad-format' }
  const stored = value.replace(/[ -]/g, '').toUpperCase()
  if (stored.length < minLength) return { wrong: 'too-short' }
  if (stored.length > maxLength) return { wrong: 'too-long' }
  if (!/^[A-Z]{2}\d{2}/.test(stored)) return { wrong: 'bad-format' }
  const length = ibanLength(stored.slice(0, 2)) ?? stored.length
  if (stored.length !== length) return { wrong: stored.length < length ? 'too-short' : 'too-long' }
  return isIssued(stored) && remainderIsOne(stored) ? { stored } : { wrong: 'bad-checksum' }
}
