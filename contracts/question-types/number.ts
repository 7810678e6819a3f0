/** `number`: a decimal number as text. It is never parsed, so that floating point cannot lose digits. */
import type { AnswerCheck } from './answer-check.ts'

export const number: AnswerCheck = (value) =>
  /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? { stored: value } : { wrong: 'bad-format' }
