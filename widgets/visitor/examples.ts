/** Examples for hints and error messages, in a language's own format. */
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { acceptedDate } from './date-bounds.ts'

const monthsAhead = 30

/** Returns a plausible expiry month for a card. */
export const expiryExample = (today: number): string => {
  const date = new Date(today)
  date.setUTCMonth(date.getUTCMonth() + monthsAhead, 1)
  return `${String(date.getUTCMonth() + 1).padStart(2, '0')}/${String(date.getUTCFullYear()).slice(2)}`
}

export type DatePart = 'day' | 'month' | 'year'

const isDatePart = (type: string): type is DatePart => type === 'day' || type === 'month' || type === 'year'

/** Returns the order in which a language writes the parts of a date. */
export const datePartsOf = (locale: string): readonly DatePart[] =>
  new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { dateStyle: 'short', timeZone: 'UTC' })
    .formatToParts(0)
    .map(({ type }) => type)
    .filter(isDatePart)

/** Writes a date (`YYYY-MM-DD`) as people write it in a sentence, such as `27 March 1985`. */
export const longDate = (locale: string, day: string): string =>
  new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/**
 * Returns an example that the question accepts, the same for the hint and for the errors. The month is a word where the language
 * writes it as a word, so that it cannot be taken for the day. The fields accept the word as well.
 */
export const dateExample = (
  locale: string,
  question: Pick<LocalisedQuestion, 'earliest' | 'latest'>,
  today: number,
): string => longDate(locale, acceptedDate(question, today))

export const numberExample = (locale: string): string =>
  new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: 2 }).format(12.5)
