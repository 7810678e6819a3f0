/**
 * An input that is hidden like a password, with a button to show it: people need to check sixteen digits as they type.
 *
 * It is a password input, not text with `-webkit-text-security`: screen readers do not speak its characters, keyboards do not
 * learn them, and it is hidden even without CSS. The drawback: browsers ignore `autocomplete="off"` there
 * (https://developer.mozilla.org/docs/Web/Security/Practices/Turning_off_form_autocompletion) and may offer to save a PIN or an
 * IBAN, on the person's own machine and with their consent. `new-password` would offer a generated password, and `one-time-code`
 * would offer codes from text messages. Card fields have their own tokens.
 */
import { button } from '../../shared/dom.ts'
import { bidiIsolate } from '../messages/direction.ts'
import type { FieldContext } from './control.ts'

/** One button for all inputs of a question. Its label states what a press does, so it needs no pressed state. */
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
