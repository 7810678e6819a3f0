/** Examples for hints and error messages, in a language's own format. */

const monthsAhead = 30

/** Returns a plausible expiry month for a card. */
export const expiryExample = (today: number): string => {
  const date = new Date(today)
  date.setUTCMonth(date.getUTCMonth() + monthsAhead, 1)
  return `${String(date.getUTCMonth() + 1).padStart(2, '0')}/${String(date.getUTCFullYear()).slice(2)}`
}

/** The date of the examples. Its day is above 12, so that the day cannot be mistaken for a month. */
const exampleDate = new Date(Date.UTC(1985, 2, 27))

const dateFormat = (locale: string) =>
  new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  })

export type DatePart = 'day' | 'month' | 'year'

const isDatePart = (type: string): type is DatePart => type === 'day' || type === 'month' || type === 'year'

/** Returns the order in which a language writes the parts of a date. */
export const datePartsOf = (locale: string): readonly DatePart[] =>
  dateFormat(locale)
    .formatToParts(exampleDate)
    .map(({ type }) => type)
    .filter(isDatePart)

/** Returns an example for the three fields of a date in the language's order, such as `27 3 1985`. */
export const dateExample = (locale: string): string =>
  dateFormat(locale)
    .formatToParts(exampleDate)
    .filter(({ type }) => isDatePart(type))
    .map(({ value }) => value)
    .join(' ')

export const numberExample = (locale: string): string =>
  new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: 2 }).format(12.5)
