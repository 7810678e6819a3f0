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

/** General category Cc inside a character class. JSON Schema's own readers seldom know `\p`. */
const controls = String.raw`\u0000-\u001f\u007f-\u009f`
const controlsButLineFeed = String.raw`\u0000-\u0009\u000b-\u001f\u007f-\u009f`

/** `isPlainLine` as a pattern of JSON Schema, for the OpenAPI document. */
export const plainLinePattern = `^[^${controls}]*$`

/** The same for texts that must not be blank: a line, and lines. */
export const notBlankLinePattern = String.raw`^[^${controls}]*[^\s${controls}][^${controls}]*$`
export const notBlankTextPattern = String.raw`^[^${controlsButLineFeed}]*[^\s${controls}][^${controlsButLineFeed}]*$`
