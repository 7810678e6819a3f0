/**
 * `national-id`: the number of a passport, an identity card, a social security. Every country writes them differently, so they
 * are kept as sent. A letter is one of any script.
 */
import { countCodePoints } from '../plain-text.ts'
import type { AnswerCheck } from './answer-check.ts'

export const nationalId: AnswerCheck = (value) => {
  if (!/^[\p{L}\d ./-]*$/u.test(value)) return { wrong: 'bad-format' }
  const length = countCodePoints(value)
  if (length < 4) return { wrong: 'too-short' }
  if (length > 32) return { wrong: 'too-long' }
  return { stored: value }
}
