/**
 * Rules for the characters of numbers and codes. They replace each character with its ASCII equivalent and remove
 * invisible characters.
 */
import { codeTypes, replaceRule, type TidyingRule } from './tidying-rule.ts'

const decimalDigit = /^\p{Nd}$/u

/** Returns the value of a digit. Unicode encodes the decimal digits of every script in ascending runs of ten. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}

const spaces = replaceRule('every space, tab and line end is a space', codeTypes, /[\t-\r\u0085\p{Z}\u2800]/gu, ' ')

/**
 * Removes format characters (soft hyphen, zero-width space, direction marks …), other ignorable characters and control
 * characters.
 */
const invisible = replaceRule(
  'invisible characters are removed',
  codeTypes,
  /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu,
  '',
)

/** Replaces small form variants, and the full-width letters and signs that input methods of East Asia produce. */
const fullWidth = replaceRule(
  'full-width letters and signs are ASCII',
  codeTypes,
  /[\uff01-\uff5e\ufe50-\ufe6b]/g,
  (sign) => sign.normalize('NFKC'),
)

const digits = replaceRule('decimal digits of every script are ASCII', codeTypes, /\p{Nd}/gu, digitValue)

const dashes = replaceRule('every dash is a hyphen', codeTypes, /[\p{Pd}\u02d7\u2043\u207b\u208b\u2212\u2796]/gu, '-')

/**
 * Replaces the long vowel mark with a hyphen. While a Japanese input method is on, the hyphen key produces this letter.
 */
const longVowelMarks = replaceRule(
  'a Japanese long vowel mark beside a digit is a hyphen',
  codeTypes,
  /([\d ])[\u30fc\uff70]|[\u30fc\uff70](?=\d)/g,
  '$1-',
)

const slashes = replaceRule(
  'every slash is a slash',
  ['phone', 'card-expiry', 'national-id', 'date'],
  /[\u2044\u2215]/g,
  '/',
)

const composed = replaceRule('letters are composed', ['national-id', 'phone'], /.+/gu, (letters) =>
  letters.normalize('NFC'),
)

const trimmed: TidyingRule = {
  name: 'surrounding spaces are removed',
  types: [...codeTypes, 'text', 'long-text'],
  apply: (text) => text.trim(),
}

export const spaceAndSignRules: readonly TidyingRule[] = [spaces, invisible, fullWidth, trimmed]

export const digitAndDashRules: readonly TidyingRule[] = [digits, dashes, longVowelMarks, slashes, composed]
