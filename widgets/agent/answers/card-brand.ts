/** Returns the display name of a card's brand, or `undefined` if the number matches no known brand. */
import cardValidator from 'card-validator'

export const cardBrand = (digits: string): string | undefined => cardValidator.number(digits).card?.niceType
