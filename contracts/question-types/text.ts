/** `text` and `long-text`: free text, normalised to NFC, so that the same text is always stored as the same bytes. */
import { countCodePoints, isPlainLine, isPlainText } from '../plain-text.ts'
import type { AnswerCheck, CheckedAnswer } from './answer-check.ts'

const maxLength = 4000

const normalised = (value: string): CheckedAnswer => {
  const stored = value.normalize('NFC')
  return countCodePoints(stored) > maxLength ? { wrong: 'too-long' } : { stored }
}

export const text: AnswerCheck = (value) => (isPlainLine(value) ? normalised(value) : { wrong: 'bad-format' })

export const longText: AnswerCheck = (value) => (isPlainText(value) ? normalised(value) : { wrong: 'bad-format' })
