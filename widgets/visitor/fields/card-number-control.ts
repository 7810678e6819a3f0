/**
 * An input for a card number. Shows the digits in groups, as on the card, and the card's brand inside the field. The brand is
 * announced when it becomes known, without moving the focus.
 */
import { cardGaps } from '../../../contracts/question-types/card-brand.ts'
import { element } from '../../shared/dom.ts'
import { brandOfTyped } from '../card-code.ts'
import type { Control, FieldContext } from './control.ts'
import { regroupDigits } from './group-digits.ts'
import { inputControl } from './text-control.ts'

/** The name of a brand whose full name is too long for the field. Screen readers announce the full name. */
const shortNames: Readonly<Record<string, string>> = { 'american-express': 'Amex' }

/** The length of sixteen digits in groups of four. */
const longestOfMostCards = 19

export const cardNumberControl = (context: FieldContext): Control => {
  const { field, locale } = context.messages
  const brandLabel = element('span', { class: 'card-brand', 'aria-hidden': 'true', dir: 'ltr', translate: 'no' })
  const announcement = element('p', { class: 'seen-by-readers-only', role: 'status', lang: locale })
  const showBrand = (typed: string) => {
    const brand = brandOfTyped(typed)
    const brandText = brand === undefined ? '' : field.cardBrand(brand.name)
    brandLabel.parentElement?.classList.toggle('long', typed.length > longestOfMostCards)
    // Screen readers announce every write to a live region, even of the same text.
    if (announcement.textContent === brandText) return
    announcement.textContent = brandText
    brandLabel.textContent = brand === undefined ? '' : (shortNames[brand.id] ?? brand.name)
    brandLabel.parentElement?.classList.toggle('known', brand !== undefined)
  }
  const control = inputControl(context, (input) => {
    let before = ''
    const update = (inputType?: string) => {
      const { text, caret } = regroupDigits(
        { text: input.value, caret: input.selectionStart ?? input.value.length, before, inputType },
        cardGaps,
      )
      if (text !== input.value) {
        input.value = text
        // Some browsers move the focus to the input whose selection changes.
        if (document.activeElement === input) input.setSelectionRange(caret, caret)
      }
      before = text
      showBrand(text)
    }
    input.addEventListener('input', (event) => {
      const { isComposing = false, inputType } = event instanceof InputEvent ? event : {}
      // A change of the text would end the composition of an input method.
      if (!isComposing) update(inputType)
    })
    input.addEventListener('compositionend', () => update())
    return element('div', { class: 'card-number-input' }, input, brandLabel, announcement)
  })
  return {
    ...control,
    clear: () => {
      control.clear()
      showBrand('')
    },
  }
}
