/**
 * `iban`: ISO 13616, checked by its remainder (ISO/IEC 7064, MOD 97-10), spelled in groups or not, in either case. The length
 * that each country has settled is not checked: that list changes.
 */
import type { AnswerCheck } from './answer-check.ts'

const minLength = 15
const maxLength = 34

/** Letters count as 10 to 35; country and check digits go to the end; then the remainder is 1. */
const remainderIsOne = (iban: string): boolean => {
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => Number.parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

export const iban: AnswerCheck = (value) => {
  // Before upper-casing: letters outside ASCII could turn into ones inside it.
  if (!/^[A-Za-z0-9 ]*$/.test(value)) return { wrong: 'bad-format' }
  const stored = value.replaceAll(' ', '').toUpperCase()
  if (stored.length < minLength) return { wrong: 'too-short' }
  if (stored.length > maxLength) return { wrong: 'too-long' }
  if (!/^[A-Z]{2}\d{2}/.test(stored)) return { wrong: 'bad-format' }
  return remainderIsOne(stored) ? { stored } : { wrong: 'bad-checksum' }
}
