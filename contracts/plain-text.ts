/** What the protocol means by text and by its length. */

/** Lengths on the wire count code points, so that an emoji is not two characters and the limit is the same in every language. */
export const countCodePoints = (text: string): number => [...text].length

/**
 * Any Unicode that is well formed and has no control characters (general category Cc: NUL, tab, C1 …). Direction marks are
 * format characters (Cf) and belong to the languages that need them; whoever shows text isolates it.
 */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

/** The same, with line feeds. A carriage return is refused: on this wire a line ends in one way only. */
export const isPlainText = (text: string): boolean => isPlainLine(text.replaceAll('\n', ''))
