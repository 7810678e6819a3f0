/**
 * An input that is hidden like a password. A button shows its text, because people need to check sixteen digits as they type.
 *
 * It is a password input, not a text input with `-webkit-text-security`: screen readers do not speak the characters of a password
 * input, keyboards do not learn them, and they are hidden even without CSS. The drawback is that browsers ignore
 * `autocomplete="off"` on a password input
 * (https://developer.mozilla.org/docs/Web/Security/Practices/Turning_off_form_autocompletion). A browser may therefore offer to
 * save a PIN or an IBAN, on the person's own machine and with their consent. `new-password` would offer a generated password, and
 * `one-time-code` would offer codes from text messages. Card fields have their own tokens.
 */
import { button } from '../../shared/dom.ts'
import { bidiIsolate } from '../messages/direction.ts'
import type { FieldContext } from './control.ts'

/** Creates one button for all inputs of a question. Its label states what a press does, so the button needs no pressed state. */
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
