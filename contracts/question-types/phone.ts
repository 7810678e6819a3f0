/** `phone`: accepts the usual punctuation and stores the digits as dialled. A plus is allowed only at the start. */
import type { AnswerCheck } from './answer-check.ts'

/**
 * Removes the zero in `+44 (0)20 …`. This zero replaces the country code and is dialled only within the country. In
 * Italy, San Marino, the Vatican, Côte d'Ivoire, Gabon and Congo, a leading zero is part of the number.
 */
const withoutTrunkZero = (value: string): string =>
  /^\(?(?:\+|00)/.test(value) && !/^\(?(?:\+|00) ?(?:39|378|379|225|241|242)\D/.test(value)
    ? value.replace(/\(\s*0\s*\)/, '')
    : value

export const phone: AnswerCheck = (value) => {
  if (!/^\(?\+?[\d ()./-]*$/.test(value)) return { wrong: 'bad-format' }
  const stored = withoutTrunkZero(value).replace(/[ ()./-]/g, '')
  const digits = stored.replace('+', '').length
  if (digits < 4) return { wrong: 'too-short' }
  // E.164 allows at most fifteen digits.
  if (digits > 15) return { wrong: 'too-long' }
  return { stored }
}
