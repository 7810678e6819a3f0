/** Shows the beginning of a long id. A press shows all of it, so that it can be compared and copied. */
import { button, element } from '../shared/dom.ts'
import { messages } from './messages/current.ts'

const shownCharacters = 8
const longestWhole = 20

export const shortId = (id: string): HTMLElement => {
  if (id.length <= longestWhole) return element('code', { translate: 'no' }, id)
  const short = `${id.slice(0, shownCharacters)}…`
  const toggle = button(
    short,
    () => {
      const isShort = toggle.textContent === short
      toggle.textContent = isShort ? id : short
      toggle.setAttribute('aria-expanded', String(isShort))
    },
    { class: 'id', title: id, translate: 'no', 'aria-expanded': 'false', 'aria-description': messages.wholeId },
  )
  return toggle
}
