/**
 * `national-id`: a passport, identity card or social security number. Formats differ by country, so it is stored as
 * sent. Letters of any script are allowed. The punctuation that existing ids contain is also allowed, for example the
 * plus sign in Sweden and the brackets in Hong Kong.
 */
import { countCodePoints } from '../plain-text.ts'
import type { AnswerCheck } from './answer-check.ts'

/**
 * Matches invisible characters. The check needs this pattern because Unicode counts the invisible Hangul fillers as
 * letters.
 */
const invisible = /\p{Default_Ignorable_Code_Point}/u

export const nationalId: AnswerCheck = (value) => {
  if (!/^[\p{L}\d ./+()-]*$/u.test(value) || invisible.test(value)) return { wrong: 'bad-format' }
  const length = countCodePoints(value)
  if (length < 4) return { wrong: 'too-short' }
  if (length > 32) return { wrong: 'too-long' }
  return { stored: value }
}
