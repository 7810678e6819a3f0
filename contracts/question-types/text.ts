/** `text` and `long-text`: what people write, in one normal form (NFC), so that equal answers are equal bytes. */
import { codePoints, isPlainLine, isPlainText } from '../plain-text.ts'
import type { Check, Checked } from './answer-check.ts'

const longest = 4000

const normalised = (value: string): Checked => {
  const stored = value.normalize('NFC')
  return codePoints(stored) > longest ? { wrong: 'too-long' } : { stored }
}

export const text: Check = (value) => (isPlainLine(value) ? normalised(value) : { wrong: 'bad-format' })

export const longText: Check = (value) => (isPlainText(value) ? normalised(value) : { wrong: 'bad-format' })
