/** The protocol's definition of text and of its length. */

/** Counts code points, not UTF-16 code units, so that limits are the same in every language and for emoji. */
export const countCodePoints = (text: string): number => [...text].length

/**
 * Any well-formed Unicode without control characters (general category Cc: NUL, tab, C1 …). Direction marks (category Cf) are
 * allowed, because some languages need them. Code that shows the text must isolate its direction.
 */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

/** The same, but with line feeds. Refuses carriage returns, so that the wire has a single kind of line ending. */
export const isPlainText = (text: string): boolean => isPlainLine(text.replaceAll('\n', ''))

/** The general category Cc, for a character class. JSON Schema validators often do not support `\p`. */
const controls = String.raw`\u0000-\u001f\u007f-\u009f`
const controlsButLineFeed = String.raw`\u0000-\u0009\u000b-\u001f\u007f-\u009f`

/** `isPlainLine` as a JSON Schema pattern, for the OpenAPI document. */
export const plainLinePattern = `^[^${controls}]*$`

/** The same for texts that must not be blank: for a single line, and below for several lines. */
export const notBlankLinePattern = String.raw`^[^${controls}]*[^\s${controls}][^${controls}]*$`
export const notBlankTextPattern = String.raw`^[^${controlsButLineFeed}]*[^\s${controls}][^${controlsButLineFeed}]*$`
