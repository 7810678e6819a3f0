/** Reads numbers as people type them in their own language. */

/** The zeros of the non-ASCII digits that keyboards produce: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10] as const

const asciiDigit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  const zero = zeros.find((start) => code >= start && code < start + 10)
  return zero === undefined ? character : String(code - zero)
}

/** Converts digits of other scripts and full-width characters, which input methods may produce, to ASCII. */
export const asciiDigits = (typed: string): string =>
  Array.from(typed, asciiDigit)
    .join('')
    // First the full-width punctuation that the same input methods produce, then the dashes and spaces that copied numbers may
    // contain.
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/[\u00a0\u2000-\u200b\u202f\u2060\u3000]/g, ' ')
    // Numbers copied from right-to-left text may contain direction marks.
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

type Sign = '.' | ','

const decimalSignOf = (locale: string): Sign => {
  const parts = new Intl.NumberFormat(`${locale}-u-nu-latn`).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.'
}

/** Converts groups of three digits, with optional decimals, to the protocol's spelling. Undefined for other text. */
const readGrouped = (written: string, group: Sign, decimal: Sign): string | undefined => {
  const isGrouped = new RegExp(`^-?\\d{1,3}(?:[${group}]\\d{3})+(?:[${decimal}]\\d+)?$`).test(written)
  return isGrouped ? written.replaceAll(group, '').replace(decimal, '.') : undefined
}

/**
 * Returns a number in the protocol's spelling if the text is a number, otherwise the text. Spaces and apostrophes can only
 * separate groups. A point or a comma is the decimal sign where it cannot separate groups. Where both are possible, as in
 * `1.250`, the language decides.
 */
export const readNumber = (typed: string, locale: string): string => {
  const written = asciiDigits(typed.trim()).replace(/٫/g, '.').replace(/[٬’]/g, "'")
  const isSpaced = /^-?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/.test(written)
  const plain = isSpaced ? written.replace(/[ ']/g, '') : written
  const [decimal, group]: readonly [Sign, Sign] = decimalSignOf(locale) === ',' ? [',', '.'] : ['.', ',']
  const decimals = /^-?\d+[.,]\d+$/.test(plain) ? plain.replace(',', '.') : undefined
  return readGrouped(plain, group, decimal) ?? decimals ?? readGrouped(plain, decimal, group) ?? plain
}
