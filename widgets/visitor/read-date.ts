/** Reads a complete date that was pasted or typed into one field, in the forms that have one possible meaning. */
import { tidyAnswer } from '../../contracts/tidying/tidy-answer.ts'
import { type DatePart, datePartsOf } from './examples.ts'

/** Tidies the text of a date. The locale passed here has no effect, because it matters only for numbers. */
const tidied = (typed: string): string => tidyAnswer('date', typed, 'en')

/** Twelve lists: the names of each month in the visitor's language and in English, in lower case. */
const monthNames = (locale: string): readonly (readonly string[])[] =>
  Array.from({ length: 12 }, (_, month) => {
    const middle = new Date(Date.UTC(2000, month, 15))
    return [locale, 'en'].flatMap((language) =>
      (['long', 'short'] as const).flatMap((style) =>
        // Some languages inflect the month beside a day.
        [{ month: style }, { month: style, day: 'numeric' } as const].flatMap((options) =>
          new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...options, timeZone: 'UTC' })
            .formatToParts(middle)
            .filter(({ type }) => type === 'month')
            .map(({ value }) => lettersOf(value)),
        ),
      ),
    )
  })

const lettersOf = (word: string): string => word.normalize('NFC').toLowerCase().replace(/\./g, '')

const monthOf = (words: readonly string[], locale: string): string | undefined => {
  const letters = words.filter((word) => /\p{L}/u.test(word)).map(lettersOf)
  if (letters.length === 0) return undefined
  const found = monthNames(locale).flatMap((names, index) =>
    letters.some((word) => names.includes(word)) ? [String(index + 1)] : [],
  )
  // Accept only one match, because in some languages the short name of a weekday is also the English name of a month.
  return found.length === 1 ? found[0] : undefined
}

/** Returns the month and the year of an expiry date whose month is a word, such as `April 2029`, as `04/2029`. */
export const readExpiryMonth = (typed: string, locale: string): string | undefined => {
  const text = tidied(typed)
  const month = monthOf(text.split(/[\s\d,./-]+/), locale)
  const [year = '', ...more] = text.match(/\d+/g) ?? []
  if (month === undefined || more.length > 0 || !/^(?:\d{2}|\d{4})$/.test(year)) return undefined
  return `${month.padStart(2, '0')}/${year}`
}

const dateOf = (parts: readonly DatePart[], values: readonly string[]): ReadonlyMap<DatePart, string> =>
  new Map(parts.map((part, index) => [part, values[index] ?? '']))

const yearFirst = ['year', 'month', 'day'] as const

/**
 * Returns the parts of the date as they were typed. Accepts a date that begins with the year, that is in the order of the
 * language, or that has the month as a word. Returns no parts for any other text. A time after the date is ignored.
 */
export const readDate = (typed: string, locale: string): ReadonlyMap<DatePart, string> => {
  const text = tidied(typed).replace(/[T ]+\d{1,2}:\d\d.*$/, '')
  const [, ...compact] = /^([12]\d{3})(\d\d)(\d\d)$/.exec(text) ?? []
  if (compact.length > 0) return dateOf(yearFirst, compact)
  const [, first = '', second = '', third = ''] =
    /^(\d{1,4})[^\p{L}\d]+(\d{1,2})[^\p{L}\d]+(\d{1,4})[^\p{L}\d]?$/u.exec(text) ??
    /^(\d{1,4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?$/.exec(text) ??
    []
  if (first !== '') return dateOf(first.length === 4 ? yearFirst : datePartsOf(locale), [first, second, third])
  const month = monthOf(text.split(/[\s\d,/-]+/), locale)
  const [early = '', late = '', ...more] = text.match(/\d+/g) ?? []
  if (month === undefined || late === '' || more.length > 0) return new Map()
  const [day, year] = early.length === 4 ? [late, early] : [early, late]
  return dateOf(yearFirst, [year, month, day])
}

/**
 * Returns the date in the protocol's format if its fields contain one. Never completes a year: `85` may be 1985 or 2085. The month
 * may be a word. A single field may contain a complete date.
 */
export const joinDate = (fields: ReadonlyMap<DatePart, string>, locale: string): string => {
  const filled = [...fields.values()].filter((value) => value.trim() !== '')
  if (filled.length === 0) return ''
  const complete = filled.length === 1 ? readDate(filled[0] ?? '', locale) : new Map<DatePart, string>()
  const textOf = (part: DatePart) => tidied((complete.size === 0 ? fields : complete).get(part) ?? '')
  const month = textOf('month')
  return [textOf('year'), (monthOf([month], locale) ?? month).padStart(2, '0'), textOf('day').padStart(2, '0')].join(
    '-',
  )
}
