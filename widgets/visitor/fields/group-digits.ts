/** Groups the digits of a card number as they are printed on a card, and keeps the caret at its digit. Knows no page. */
import { tidyAnswer } from '../../../contracts/tidying/tidy-answer.ts'

export interface TextWithCaret {
  readonly text: string
  /** The number of UTF-16 code units before the caret. */
  readonly caret: number
}

export interface Edit extends TextWithCaret {
  /** The text before the edit. */
  readonly before: string
  /** The `inputType` of the input event, such as `deleteContentBackward`. */
  readonly inputType?: string | undefined
}

/** Returns the numbers of digits after which the card number has a gap. */
export type GapsOf = (digits: string) => readonly number[]

const tidied = (text: string): string => tidyAnswer('card-number', text, 'en')

/** Returns the ASCII digits of a card number. Returns undefined for a text that contains anything but digits and separators. */
export const cardDigits = (text: string): string | undefined => {
  const tidy = tidied(text)
  return /^[\d -]*$/.test(tidy) ? tidy.replace(/\D/g, '') : undefined
}

export const groupDigits = (digits: string, gaps: readonly number[]): string =>
  Array.from(digits, (digit, index) => (gaps.includes(index) ? ` ${digit}` : digit)).join('')

/**
 * Returns the text and the caret to show after an edit. Leaves a text that contains anything but digits and separators unchanged,
 * so that nothing that was typed is lost before an error names it. Deleting the space between two groups deletes the digit next to
 * it, because otherwise the space would return and the key would have no effect.
 */
export const regroupDigits = ({ text, caret, before, inputType }: Edit, gapsOf: GapsOf): TextWithCaret => {
  const digits = cardDigits(text)
  if (digits === undefined) return { text, caret }
  const digitsBeforeCaret = cardDigits(text.slice(0, caret))?.length ?? 0
  const onlySpaceDeleted = cardDigits(before) === digits && text.length === before.length - 1
  const backward = onlySpaceDeleted && inputType === 'deleteContentBackward'
  const forward = onlySpaceDeleted && inputType === 'deleteContentForward'
  const deletedAt = backward ? digitsBeforeCaret - 1 : forward ? digitsBeforeCaret : -1
  const remaining = Array.from(digits)
    .filter((_, index) => index !== deletedAt)
    .join('')
  const place = backward ? Math.max(0, deletedAt) : digitsBeforeCaret
  const gaps = gapsOf(remaining)
  return { text: groupDigits(remaining, gaps), caret: place + gaps.filter((gap) => gap < place).length }
}
