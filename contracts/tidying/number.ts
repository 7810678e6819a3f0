/** Rules that read a number as people write it in their own language. */
import { replaceRule, type TidyingRule } from './tidying-rule.ts'

type Sign = '.' | ','

const decimalSignOf = (locale: string): Sign => {
  const parts = new Intl.NumberFormat(`${locale}-u-nu-latn`).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ',' : '.'
}

const otherSign = (sign: Sign): Sign => (sign === '.' ? ',' : '.')

/**
 * Reads groups of three digits with optional decimals. Returns undefined for any other text. The first group must not
 * begin with 0.
 */
const readGrouped = (text: string, group: Sign, decimal: Sign): string | undefined => {
  const isGrouped = new RegExp(`^-?[1-9]\\d{0,2}(?:[${group}]\\d{3})+(?:[${decimal}]\\d+)?$`).test(text)
  return isGrouped ? text.replaceAll(group, '').replace(decimal, '.') : undefined
}

const numberForm = (name: string, apply: TidyingRule['apply']): TidyingRule => ({
  name,
  types: ['number'],
  isFinal: true,
  apply,
})

/** Returns a function that replaces the whole text if it matches, and otherwise returns undefined. */
const matching = (pattern: RegExp, read: (text: string) => string) => (text: string) =>
  pattern.test(text) ? read(text) : undefined

/**
 * The rules for numbers. A point or a comma is the decimal sign if it cannot separate groups. If it can be either, as
 * in `1.250`, the language decides.
 */
export const numberRules: readonly TidyingRule[] = [
  replaceRule('an apostrophe between digits separates groups', ['number'], /[\u2018\u2019\u02bc\u2032\u00b4`]/g, "'"),
  replaceRule('a sign may be apart from its number', ['number'], /^([+-]) +(?=[\d.,])/g, '$1'),
  replaceRule('a plus before a number is dropped', ['number'], /^\+(?=[\d.,\u066b])/g, ''),
  numberForm(
    'the Arabic decimal sign is a point',
    matching(/^-?\d[\d\u066c\u060c' .,]*\u066b\d+$/u, (text) =>
      text.replace(/[^\d\u066b-]/gu, '').replace('\u066b', '.'),
    ),
  ),
  replaceRule('the Arabic thousands sign separates groups', ['number'], /\u066c/g, "'"),
  replaceRule('the Arabic comma is a comma', ['number'], /\u060c/g, ','),
  numberForm(
    'spaces and apostrophes separate groups',
    matching(/^-?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/, (text) => text.replace(/[ ']/g, '').replace(',', '.')),
  ),
  numberForm(
    'a decimal sign may be first',
    matching(/^-?[.,]\d+$/, (text) => text.replace(/[.,]/, '0.')),
  ),
  numberForm(
    'groups of two digits come before the last three, as in India',
    matching(/^-?[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?$/, (text) => text.replaceAll(',', '')),
  ),
  numberForm('groups are separated by the sign of the language', (text, locale) => {
    const decimal = decimalSignOf(locale)
    return readGrouped(text, otherSign(decimal), decimal)
  }),
  numberForm(
    'a single point or comma is the decimal sign',
    matching(/^-?\d+[.,]\d+$/, (text) => text.replace(',', '.')),
  ),
  numberForm('groups are separated by the sign of another language', (text, locale) => {
    const decimal = decimalSignOf(locale)
    return readGrouped(text, decimal, otherSign(decimal))
  }),
]
