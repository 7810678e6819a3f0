/**
 * What a card number tells about its card while it is typed. For the pages only, and apart from the checks, so that nobody
 * else carries the table of brands.
 */
import { cardNumber } from 'card-validator/dist/card-number.js'

export interface CardBrand {
  /** `visa`, `american-express` … */
  readonly id: string
  /** As people know it: `Visa`, `American Express`. */
  readonly name: string
  /** Where the digits are grouped on the card: after the fourth, the eighth … */
  readonly gaps: readonly number[]
  /** The card verification code of this brand: what it is called on the card (`CVV`, `CID` …) and its digits. */
  readonly code: { readonly name: string; readonly digits: number }
}

/** Undefined as long as more than one brand is possible, and for a brand that is not known. Takes any number of digits. */
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
