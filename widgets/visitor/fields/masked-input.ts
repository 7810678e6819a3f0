/** Hidden like a password, with a button to look: nobody should have to type sixteen digits blindly. */
import { button } from '../../shared/dom.ts'
import { isolated } from '../words/direction.ts'
import type { AskedField } from './control.ts'

/** One button for all inputs of a question. What it does is in its name, so it needs no pressed state besides. */
export const showButton = (
  inputs: readonly HTMLInputElement[],
  { question, words: { field, locale } }: AskedField,
): HTMLButtonElement => {
  const name = isolated(question.label, locale)
  const toggle = button('', () => set(inputs.some(({ type }) => type === 'password')), { class: 'show', lang: locale })
  const set = (shown: boolean) => {
    const action = shown ? field.hide : field.show
    for (const input of inputs) input.type = shown ? 'text' : 'password'
    toggle.textContent = action
    toggle.setAttribute('aria-label', field.about(action, name))
  }
  set(false)
  return toggle
}
