/** The length of a card's verification code, which depends on the brand. The service cannot check it, because the code is sealed. */
import type { QuestionId } from '../../contracts/identifiers.ts'
import { type CardBrand, cardBrand } from '../../contracts/question-types/card-brand.ts'
import type { LocalisedQuestion } from '../../contracts/visitor-template.ts'
import { cardDigits } from './fields/group-digits.ts'

/** The number of digits from which the brand is used. With fewer digits, the brand may still change. */
const minDigits = 4

export const brandOfTyped = (typed: string): CardBrand | undefined => {
  const digits = cardDigits(typed) ?? ''
  return digits.length < minDigits ? undefined : cardBrand(digits)
}

/**
 * Returns the number of digits of the code that this question asks for. The card is the one of the nearest card number before the
 * question, or else of the first card number. Returns undefined if the form asks for no card number, or if the brand is unknown.
 */
export const cardCodeDigits = (
  questions: readonly LocalisedQuestion[],
  typed: ReadonlyMap<QuestionId, string>,
  id: QuestionId,
): number | undefined => {
  const isCard = ({ type }: LocalisedQuestion) => type === 'card-number'
  const before = questions.slice(
    0,
    questions.findIndex((question) => question.id === id),
  )
  const card = before.findLast(isCard) ?? questions.find(isCard)
  return card === undefined ? undefined : brandOfTyped(typed.get(card.id) ?? '')?.code.digits
}
