/**
 * `card-number`: 12 to 19 digits with a right check digit (ISO/IEC 7812-1, Luhn), of any brand or none that is known. So only
 * the check digit comes from card-validator: its own card check refuses brands that it does not know, lengths that it does not
 * expect of a brand, and lets UnionPay through unchecked.
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
