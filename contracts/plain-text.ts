/** Defines which texts the protocol accepts and how it counts their length. */

/** Counts code points, not UTF-16 code units, so that limits are the same in every language and for emoji. */
export const countCodePoints = (text: string): number => [...text].length

/**
 * True for well-formed Unicode without control characters (general category Cc: NUL, tab, C1 …). Direction marks
 * (category Cf) are allowed, because some languages need them. Code that shows such a text must therefore isolate its
 * direction.
 */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

/**
 * True for a text of several lines: a text that `isPlainLine` accepts after its line feeds are removed. Carriage
 * returns are refused, so that there is only one kind of line ending.
 */
export const isPlainText = (text: string): boolean => isPlainLine(text.replaceAll('\n', ''))

/**
 * The characters of general category Cc, for use in a character class. Many JSON Schema validators do not support `\p`.
 */
const controls = String.raw`\u0000-\u001f\u007f-\u009f`
const controlsButLineFeed = String.raw`\u0000-\u0009\u000b-\u001f\u007f-\u009f`

/** `isPlainLine` as a JSON Schema pattern, for the OpenAPI document. */
export const plainLinePattern = `^[^${controls}]*$`

/**
 * The JSON Schema pattern for a text of one line that must not be blank. The next constant is the pattern for a text of
 * several lines.
 */
export const notBlankLinePattern = String.raw`^[^${controls}]*[^\s${controls}][^${controls}]*$`
export const notBlankTextPattern = String.raw`^[^${controlsButLineFeed}]*[^\s${controls}][^${controlsButLineFeed}]*$`
