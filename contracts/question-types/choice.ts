/** `yes-no` and `choice`: one value from a closed list. The page shows the labels of the values. */
import type { AnswerCheck } from './answer-check.ts'

export const yesNo: AnswerCheck = (value) =>
  value === 'yes' || value === 'no' ? { stored: value } : { wrong: 'not-an-option' }

export const choice: AnswerCheck = (value, { options = [] }) =>
  options.some((option) => option.value === value) ? { stored: value } : { wrong: 'not-an-option' }
