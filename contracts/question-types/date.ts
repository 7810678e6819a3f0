/**
 * `date`: an existing day of the Gregorian calendar, in the format of `<input type="date">`. As in HTML, year 0 is not
 * valid.
 */
import type { AnswerCheck } from './answer-check.ts'

export const date: AnswerCheck = (value) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith('0000')) return { wrong: 'bad-format' }
  const midnight = new Date(`${value}T00:00:00Z`)
  // Some engines change 30 February to a day in March, others return an invalid date.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(value)) return { wrong: 'bad-format' }
  return { stored: value }
}
