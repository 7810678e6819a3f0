/**
 * `card-number`: 12 to 19 digits with a valid check digit (ISO/IEC 7812-1, Luhn). The brand may be unknown. Only the
 * Luhn check comes from card-validator. Its own card check refuses unknown brands and lengths that are unusual for a
 * brand, and accepts UnionPay without a check.
 */
import luhn10 from 'card-validator/dist/luhn-10.js'
import type { AnswerCheck } from './answer-check.ts'

export const cardNumber: AnswerCheck = (value) => {
  if (!/^[\d -]*$/.test(value)) return { wrong: 'bad-format' }
  const stored = value.replace(/[ -]/g, '')
  if (stored.length < 12) return { wrong: 'too-short' }
  if (stored.length > 19) return { wrong: 'too-long' }
  return luhn10(stored) ? { stored } : { wrong: 'bad-checksum' }
}
