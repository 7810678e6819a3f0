/** Numbers as people type them in their own language. */

/** The zeros of the decimal digits that keyboards write besides ASCII: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10] as const

const asciiDigit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  const zero = zeros.find((start) => code >= start && code < start + 10)
  return zero === undefined ? character : String(code - zero)
}

/** An input method may be set to another script's digits, or to full width: they mean the same. */
export const asciiDigits = (typed: string): string =>
  Array.from(typed, asciiDigit)
    .join('')
    // Full-width punctuation of the same input methods, and the many dashes and spaces that copied numbers bring along.
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/[\u00a0\u2000-\u200b\u202f\u2060\u3000]/g, ' ')
    // Direction marks come along when a number is copied out of right-to-left text.
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

interface Separators {
  readonly decimal: string
  readonly group: string
}

const separatorsOf = (locale: string): Separators => {
  const parts = new Intl.NumberFormat(`${locale}-u-nu-latn`, { useGrouping: true }).formatToParts(-1_234_567.5)
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  return { decimal: of('decimal', '.'), group: of('group', ',') }
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The protocol's one spelling of a number, where what was typed can mean one thing only; otherwise as it was typed. Groups of
 * three are the language's own; a comma or a point that cannot be one of those is the decimal sign, whatever the language.
 */
export const readNumber = (typed: string, locale: string): string => {
  const ascii = asciiDigits(typed.trim()).replace(/٫/g, '.').replace(/٬/g, '').replace(/’/g, "'")
  const { decimal, group } = separatorsOf(locale)
  const groupSign = /\s/.test(group) ? ' ' : group === '’' ? "'" : group
  const [mark, sign] = [escaped(groupSign), escaped(decimal)]
  const grouped = new RegExp(`^-?\\d{1,3}(?:${mark}\\d{3})+(?:${sign}\\d+)?$`)
  if (grouped.test(ascii)) return ascii.replaceAll(groupSign, '').replace(decimal, '.')
  const spaced = /^-?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/
  const plain = spaced.test(ascii) ? ascii.replace(/[ ']/g, '') : ascii
  return plain.replace(/^(-?\d+),(\d+)$/, '$1.$2')
}
