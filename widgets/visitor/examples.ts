/** Examples in hints and error sentences, written as a language writes them. */

const monthsAhead = 30

/** A month in which a card may well end. */
export const expiryExample = (today: number): string => {
  const date = new Date(today)
  date.setUTCMonth(date.getUTCMonth() + monthsAhead, 1)
  return `${String(date.getUTCMonth() + 1).padStart(2, '0')}/${String(date.getUTCFullYear()).slice(2)}`
}

/** A day above twelve, so that it cannot be read as a month. Latin digits and the Gregorian calendar, as they are typed. */
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

/** The order in which a language writes a date. */
export const datePartsOf = (locale: string): readonly DatePart[] =>
  dateFormat(locale)
    .formatToParts(exampleDate)
    .map(({ type }) => type)
    .filter(isDatePart)

/** As the three fields of a date take it: `27 3 1985`. */
export const dateExample = (locale: string): string =>
  dateFormat(locale)
    .formatToParts(exampleDate)
    .filter(({ type }) => isDatePart(type))
    .map(({ value }) => value)
    .join(' ')

export const numberExample = (locale: string): string =>
  new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: 2 }).format(12.5)
