/** `date`: an existing day of the Gregorian calendar from the year 1000 on, in the format of `<input type="date">`. */
import type { AnswerCheck } from './answer-check.ts'

const hourMs = 3_600_000

/** Returns the date in UTC at a time in milliseconds since the epoch. */
const dateAt = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * A day before `earliest` is `past`. A day after `latest` is `bad-format`, because the closed list of codes has no code
 * for a day that is too late. The bound `today` accepts every date that is today in some time zone, from UTC−12 to
 * UTC+14, because the service does not know the time zone of the visitor. The visitor's page replaces it with the
 * visitor's own date before it checks an answer.
 */
export const date: AnswerCheck = (value, { earliest, latest }, today) => {
  // A year below 1000 is a year of two or three digits that was padded with zeros.
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(value)) return { wrong: 'bad-format' }
  const midnight = new Date(`${value}T00:00:00Z`)
  // For 30 February, some engines return a day in March, and others return an invalid date.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(value)) return { wrong: 'bad-format' }
  if (earliest !== undefined && value < (earliest === 'today' ? dateAt(today - 12 * hourMs) : earliest))
    return { wrong: 'past' }
  if (latest !== undefined && value > (latest === 'today' ? dateAt(today + 14 * hourMs) : latest))
    return { wrong: 'bad-format' }
  return { stored: value }
}

/** True for an existing day from the year 1000 on. */
export const isDay = (text: string): boolean => 'stored' in date(text, {}, 0)

/** True for a bound of a date question: `today` or an existing day. */
export const isDateBound = (text: string): boolean => text === 'today' || isDay(text)
