/**
 * An input for a date: three short fields, in the order that the language uses. Date pickers are slow for dates long past and
 * work inconsistently with screen readers and voice control. Text fields support typing, pasting and autofill
 * (https://design-system.service.gov.uk/components/date-input/).
 */
import { element } from '../../shared/dom.ts'
import { type DatePart, dateExample, datePartsOf } from '../examples.ts'
import { asciiDigits } from '../read-digits.ts'
import type { Control, FieldContext } from './control.ts'
import { isBirthday } from './input-attributes.ts'
import { showButton } from './masked-input.ts'

const digitsOf = (input: HTMLInputElement | undefined, length: number): string =>
  asciiDigits(input?.value ?? '')
    .trim()
    .padStart(length, '0')

/** Splits a complete date that was pasted into one of the fields: year first, or in the order that the language uses. */
export const parsePastedDate = (pasted: string, order: readonly DatePart[]): ReadonlyMap<DatePart, string> => {
  const [, first = '', second = '', third = ''] =
    /^(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\D*$/.exec(asciiDigits(pasted).trim()) ?? []
  if (first === '') return new Map()
  const parts: readonly DatePart[] = first.length === 4 ? ['year', 'month', 'day'] : order
  const values = [first, second, third]
  return new Map(parts.map((part, index) => [part, values[index] ?? '']))
}

export const dateControl = (context: FieldContext): Control => {
  const { question, id, sealed, messages } = context
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
      }),
    ]),
  )
  const allInputs = [...inputs.values()]
  for (const input of allInputs) {
    input.addEventListener('paste', (event) => {
      const parts = parsePastedDate(event.clipboardData?.getData('text') ?? '', order)
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
    hint: field.dateHint(dateExample(formatLocale)),
    read: () => {
      if (allInputs.every(({ value }) => value.trim() === '')) return ''
      return [digitsOf(inputs.get('year'), 4), digitsOf(inputs.get('month'), 2), digitsOf(inputs.get('day'), 2)].join(
        '-',
      )
    },
    clear: () => {
      for (const input of allInputs) input.value = ''
    },
  }
}
