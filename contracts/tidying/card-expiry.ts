/** Rules that read the expiry month of a card. They convert only spellings that have exactly one possible meaning. */
import type { TidyingRule } from './tidying-rule.ts'

const written = (month = '', year = ''): string => `${month.padStart(2, '0')}/${year}`

const expiryForm = (name: string, pattern: RegExp, read: (match: RegExpExecArray) => string): TidyingRule => ({
  name,
  types: ['card-expiry'],
  isFinal: true,
  apply: (text) => {
    const match = pattern.exec(text)
    return match === null ? undefined : read(match)
  },
})

/**
 * The rules for expiry months. In East Asia, `年`, `월` and similar words follow the number of the year or of the month.
 */
export const cardExpiryRules: readonly TidyingRule[] = [
  expiryForm(
    'four leading digits are the year',
    /^((?:19|2\d)\d\d)[ ./\\,|_年년-]+(\d{1,2})[ 月월]*$/,
    ([, year, month]) => written(month, year),
  ),
  expiryForm('six digits may begin with the year', /^((?:19|2\d)\d\d)(0[1-9]|1[0-2])$/, ([, year, month]) =>
    written(month, year),
  ),
  expiryForm('the month comes before the year', /^(\d{1,2})[ ./\\,|_月월-]+(\d{2}|\d{4})[ 年년]*$/, ([, month, year]) =>
    written(month, year),
  ),
  expiryForm('digits alone are month and year', /^(\d{1,2})(\d{2}|\d{4})$/, ([, month, year]) => written(month, year)),
]
