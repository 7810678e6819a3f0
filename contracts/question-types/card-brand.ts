/**
 * Detects a card's brand from its number, even while the number is being typed. Only the pages import this file, so
 * other bundles do not contain the table of brands.
 */
import { cardNumber } from 'card-validator/dist/card-number.js'

export interface CardBrand {
  /** The id of the brand, such as `visa` or `american-express`. */
  readonly id: string
  /** The display name, such as `Visa` or `American Express`. */
  readonly name: string
  /** The numbers of digits after which the card number has a gap, for example 4, 8 and 12. */
  readonly gaps: readonly number[]
  /** The name (`CVV`, `CID` …) and the number of digits of this brand's card verification code. */
  readonly code: { readonly name: string; readonly digits: number }
}

/**
 * Returns the brand of a card number, or undefined if the brand is unknown or more than one brand is possible. Accepts
 * any number of digits.
 */
export function cardBrand(digits: string): CardBrand | undefined {
  const { card } = cardNumber(digits)
  if (card === null) return undefined
  return {
    id: card.type,
    name: card.niceType,
    gaps: card.gaps,
    code: { name: card.code.name, digits: card.code.size },
  }
}

/** Most cards are printed in groups of four digits. The table of brands has no gap after the sixteenth digit. */
const groupsOfFour = [4, 8, 12, 16]

/** Returns the numbers of digits after which a card number has a gap, also while its brand is unknown. */
export function cardGaps(digits: string): readonly number[] {
  const gaps = cardBrand(digits)?.gaps
  return gaps === undefined || gaps.every((gap) => groupsOfFour.includes(gap)) ? groupsOfFour : gaps
}
