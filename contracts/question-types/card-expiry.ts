/**
 * `card-expiry`: the month in which a card expires. The card is valid through the last day of that month. Only two
 * digits of the year are stored, so the year must be in this century. An earlier year is in the past, and a later year
 * is not plausible.
 */
import type { AnswerCheck } from './answer-check.ts'

/**
 * Returns the end of the month in the last time zone, UTC−12, because the card's time zone is unknown. Accepting a card
 * that expired a few hours ago is better than refusing a valid card: the acquirer declines the expired card.
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
