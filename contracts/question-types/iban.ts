/**
 * `iban`: an account number of ISO 13616 with its check digits (ISO/IEC 7064, MOD 97-10), with or without spaces, in
 * upper or lower case. The length per country is not checked, because that list changes.
 */
import type { AnswerCheck } from './answer-check.ts'

const minLength = 15
const maxLength = 34

/**
 * Moves the country code and check digits to the end and replaces letters by 10 to 35; the number modulo 97 must be 1.
 */
const remainderIsOne = (iban: string): boolean => {
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => Number.parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

export const iban: AnswerCheck = (value) => {
  // Check before upper-casing, which can turn non-ASCII letters into ASCII letters.
  if (!/^[A-Za-z0-9 ]*$/.test(value)) return { wrong: 'bad-format' }
  const stored = value.replaceAll(' ', '').toUpperCase()
  if (stored.length < minLength) return { wrong: 'too-short' }
  if (stored.length > maxLength) return { wrong: 'too-long' }
  if (!/^[A-Z]{2}\d{2}/.test(stored)) return { wrong: 'bad-format' }
  return remainderIsOne(stored) ? { stored } : { wrong: 'bad-checksum' }
}
