/** The brand of a card by its number, as its issuer writes it; nothing for a number that no known brand begins like. */
import cardValidator from 'card-validator'

export const cardBrand = (digits: string): string | undefined => cardValidator.number(digits).card?.niceType
