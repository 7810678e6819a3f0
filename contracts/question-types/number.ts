/** `number`: a decimal number in one spelling; never parsed, so that no digit is lost to floating point. */
import type { AnswerCheck } from './answer-check.ts'

export const number: AnswerCheck = (value) =>
  /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? { stored: value } : { wrong: 'bad-format' }
