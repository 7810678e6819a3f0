/** `date`: an existing day of the Gregorian calendar from the year 1000 on, in the format of `<input type="date">`. */
import type { AnswerCheck } from './answer-check.ts'

export const date: AnswerCheck = (value) => {
  // A year below 1000 is a year of two or three digits that was padded with zeros.
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(value)) return { wrong: 'bad-format' }
  const midnight = new Date(`${value}T00:00:00Z`)
  // For 30 February, some engines return a day in March, and others return an invalid date.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(value)) return { wrong: 'bad-format' }
  return { stored: value }
}
