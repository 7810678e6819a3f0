/** An input for a card number. The card's brand is shown and announced when it becomes known, without moving the focus. */
import { cardBrand } from '../../../contracts/question-types/card-brand.ts'
import { tidyAnswer } from '../../../contracts/tidying/tidy-answer.ts'
import { element } from '../../shared/dom.ts'
import type { Control, FieldContext } from './control.ts'
import { inputControl } from './text-control.ts'

/** The number of digits from which the brand is shown. With fewer digits, the brand may still change. */
const minDigits = 4

const brandOf = (typed: string): string | undefined => {
  const digits = tidyAnswer('card-number', typed, 'en').replace(/\D/g, '')
  return digits.length < minDigits ? undefined : cardBrand(digits)?.name
}

export const cardNumberControl = (context: FieldContext): Control => {
  const { field, locale } = context.messages
  const brand = element('p', { class: 'card-brand', role: 'status', lang: locale })
  const control = inputControl(context, (input) => {
    input.addEventListener('input', () => {
      const name = brandOf(input.value)
      const brandText = name === undefined ? '' : field.cardBrand(name)
      // Screen readers announce every write to a live region, even of the same text.
      if (brand.textContent !== brandText) brand.textContent = brandText
    })
    return [brand]
  })
  return {
    ...control,
    clear: () => {
      control.clear()
      brand.textContent = ''
    },
  }
}
