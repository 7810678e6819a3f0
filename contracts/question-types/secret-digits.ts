/**
 * `card-verification-code` and `pin`: the visitor's page checks these answers before it seals them, because the service
 * never sees their clear text.
 */
import type { AnswerCheck } from './answer-check.ts'

const digits =
  (fewest: number, most: number): AnswerCheck =>
  (value) => {
    if (!/^\d*$/.test(value)) return { wrong: 'bad-format' }
    if (value.length < fewest) return { wrong: 'too-short' }
    if (value.length > most) return { wrong: 'too-long' }
    return { stored: value }
  }

export const cardVerificationCode = digits(3, 4)

export const pin = digits(4, 12)
