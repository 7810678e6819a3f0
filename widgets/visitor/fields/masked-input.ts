/**
 * Hidden like a password, with a button to look: nobody should have to type sixteen digits blindly.
 *
 * It is a password input and not text behind `-webkit-text-security`, because only of the former does a screen reader know not
 * to say the characters aloud, keyboards learn nothing, and it is hidden even without its style. The price: browsers disregard
 * `autocomplete="off"` there (https://developer.mozilla.org/docs/Web/Security/Practices/Turning_off_form_autocompletion) and may
 * offer to save a PIN or an IBAN, on that person's own machine and only if they say yes. `new-password` would offer to make one
 * up, and `one-time-code` would bring codes from text messages; card fields have tokens of their own.
 */
import { button } from '../../shared/dom.ts'
import { bidiIsolate } from '../messages/direction.ts'
import type { FieldContext } from './control.ts'

/** One button for all inputs of a question. What it does is in its name, so it needs no pressed state besides. */
export const showButton = (
  inputs: readonly HTMLInputElement[],
  { question, messages: { field, locale } }: FieldContext,
): HTMLButtonElement => {
  const name = bidiIsolate(question.label, locale)
  const toggle = button('', () => setVisible(inputs.some(({ type }) => type === 'password')), {
    class: 'show',
    lang: locale,
  })
  const setVisible = (isVisible: boolean) => {
    const action = isVisible ? field.hide : field.show
    for (const input of inputs) input.type = isVisible ? 'text' : 'password'
    toggle.textContent = action
    toggle.setAttribute('aria-label', field.about(action, name))
  }
  setVisible(false)
  return toggle
}
