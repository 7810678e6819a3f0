/** The inputs for questions that have one text input. */
import { element } from '../../shared/dom.ts'
import { expiryExample, numberExample } from '../examples.ts'
import { type Control, type FieldContext, singleInputControl } from './control.ts'
import { addExpirySlash } from './expiry-slash.ts'
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

/** Creates a control with one text input. `wrap` returns the element that contains the input and what belongs inside the field. */
export const inputControl = (
  context: FieldContext,
  wrap: (input: HTMLInputElement) => HTMLElement = (input) => input,
): Control => {
  const { question, id, sealed } = context
  const input = element('input', { id, ...inputAttributes(question, sealed) })
  const wrapped = wrap(input)
  const row =
    question.masked || sealed
      ? element('div', { class: 'with-button' }, wrapped, showButton([input], context))
      : wrapped
  return singleInputControl(input, { nodes: [row], hint: ownHint(context) })
}

/** Adds the slash only while the visitor types at the end, so that no correction and no pasted text is changed. */
export const expiryControl = (context: FieldContext): Control =>
  inputControl(context, (input) => {
    input.addEventListener('input', (event) => {
      const isTyped = event instanceof InputEvent && event.inputType === 'insertText' && !event.isComposing
      if (isTyped && input.selectionStart === input.value.length) input.value = addExpirySlash(input.value)
    })
    return input
  })
