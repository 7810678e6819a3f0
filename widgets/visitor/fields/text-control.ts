/** The inputs for questions that have one text input. */
import { element } from '../../shared/dom.ts'
import { expiryExample, numberExample } from '../examples.ts'
import { type Control, type FieldContext, singleInputControl } from './control.ts'
import { correctionAttributes, inputAttributes } from './input-attributes.ts'
import { showButton } from './masked-input.ts'

const ownHint = ({
  question: { type, maxLength },
  messages: { field, formatLocale },
  today,
}: FieldContext): string | undefined => {
  switch (type) {
    case 'card-expiry':
      return field.expiryHint(expiryExample(today))
    case 'number':
      return field.dateHint(numberExample(formatLocale))
    case 'long-text':
      return maxLength === undefined ? undefined : field.upTo(maxLength)
    default:
      return undefined
  }
}

export const longTextControl = (context: FieldContext): Control =>
  singleInputControl(
    element('textarea', {
      ...{ id: context.id, rows: 4, dir: 'auto' },
      ...correctionAttributes(context.question, context.sealed),
    }),
    { hint: ownHint(context) },
  )

/** Creates a control with one text input. `createSiblings` creates nodes beside the input, such as the brand of a card. */
export const inputControl = (
  context: FieldContext,
  createSiblings: (input: HTMLInputElement) => readonly Node[] = () => [],
): Control => {
  const { question, id, sealed } = context
  const input = element('input', { id, ...inputAttributes(question, sealed) })
  const row =
    question.masked || sealed ? element('div', { class: 'with-button' }, input, showButton([input], context)) : input
  return singleInputControl(input, { nodes: [row, ...createSiblings(input)], hint: ownHint(context) })
}
