/**
 * An input for a date: three short fields, in the order that the language uses. Date pickers are slow for dates in the distant
 * past, and do not work consistently with screen readers and voice control. Text fields support typing, pasting and autofill
 * (https://design-system.service.gov.uk/components/date-input/).
 */
import { element } from '../../shared/dom.ts'
import { dateExample, datePartsOf } from '../examples.ts'
import { joinDate, readDate } from '../read-date.ts'
import type { Control, FieldContext } from './control.ts'
import { correctionAttributes, isBirthday } from './input-attributes.ts'
import { showButton } from './masked-input.ts'

export const dateControl = (context: FieldContext): Control => {
  const { question, id, sealed, messages, today } = context
  const { field, locale, formatLocale } = messages
  const order = datePartsOf(formatLocale)
  const hidden = question.masked || sealed
  const inputs = new Map(
    order.map((part, index) => [
      part,
      element('input', {
        id: index === 0 ? id : `${id}-${part}`,
        type: 'text',
        inputmode: 'numeric',
        dir: 'ltr',
        class: `date-${part}`,
        autocomplete: isBirthday(question) ? `bday-${part}` : 'off',
        ...correctionAttributes(question, sealed),
      }),
    ]),
  )
  const allInputs = [...inputs.values()]
  for (const input of allInputs) {
    input.addEventListener('paste', (event) => {
      const parts = readDate(event.clipboardData?.getData('text') ?? '', formatLocale)
      if (parts.size === 0) return
      event.preventDefault()
      for (const [part, value] of parts) {
        const target = inputs.get(part)
        if (target !== undefined) target.value = value
      }
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  const parts = [...inputs].map(([part, input]) =>
    element('div', { class: 'date-part' }, element('label', { for: input.id, lang: locale }, field[part]), input),
  )
  const row = element('div', { class: 'date-parts' }, ...parts, hidden ? showButton(allInputs, context) : undefined)
  return {
    nodes: [row],
    inputs: allInputs,
    kind: 'parts',
    hint: field.dateHint(dateExample(formatLocale, question, today)),
    read: () => joinDate(new Map([...inputs].map(([part, { value }]) => [part, value])), formatLocale),
    clear: () => {
      for (const input of allInputs) input.value = ''
    },
  }
}
