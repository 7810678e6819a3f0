/**
 * `card-expiry`: the month through whose last day the card is good. Two digits of the year are stored, so the year is one of
 * this century; any other is either past or no card's.
 */
import type { AnswerCheck } from './answer-check.ts'

/**
 * The month is over where it ends last, at UTC−12. Nobody knows where the card lives, and to refuse a good card is worse than
 * to let the acquirer refuse one that ended hours ago.
 */
const endOfMonth = (year: number, month: number): number => Date.UTC(year, month, 1, 12)

export const cardExpiry: AnswerCheck = (value, _rules, today) => {
  const match = /^(0[1-9]|1[0-2])\/(\d{2}|\d{4})$/.exec(value)
  if (match === null) return { wrong: 'bad-format' }
  const [, month = '', writtenYear = ''] = match
  const year = Number(writtenYear.length === 2 ? `20${writtenYear}` : writtenYear)
  if (year < 2000) return { wrong: 'past' }
  if (year > 2099) return { wrong: 'bad-format' }
  if (today >= endOfMonth(year, Number(month))) return { wrong: 'past' }
  return { stored: `${month}/${String(year).slice(2)}` }
}
