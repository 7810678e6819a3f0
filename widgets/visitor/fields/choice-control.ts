/** An input for one value from a closed list. A few options are radio buttons, and more options are a select. */
import { element } from '../../shared/dom.ts'
import { type Control, type FieldContext, singleInputControl } from './control.ts'

const longestRadioList = 6

interface Option {
  readonly value: string
  readonly label: string
  /** The language of the label; set if the label is the page's own text, not the template's. */
  readonly lang?: string
}

const optionsOf = ({
  question: { type, options = [] },
  messages: { field, locale },
}: FieldContext): readonly Option[] =>
  type === 'yes-no'
    ? [
        { value: 'yes', label: field.yes, lang: locale },
        { value: 'no', label: field.no, lang: locale },
      ]
    : options

/** Adds an option for no answer to an optional question, because a radio button cannot be unchecked. */
const withNone = (
  options: readonly Option[],
  { question, messages: { field, locale } }: FieldContext,
): readonly Option[] => (question.required ? options : [...options, { value: '', label: field.noAnswer, lang: locale }])

const radioControl = (context: FieldContext): Control => {
  const { id } = context
  const radios = withNone(optionsOf(context), context).map(({ value, label, lang }, index) => {
    const input = element('input', { type: 'radio', name: id, id: index === 0 ? id : `${id}-${index}`, value })
    return { input, row: element('label', { class: 'choice' }, input, element('span', { lang, dir: 'auto' }, label)) }
  })
  return {
    nodes: radios.map(({ row }) => row),
    inputs: radios.map(({ input }) => input),
    kind: 'radios',
    read: () => radios.find(({ input }) => input.checked)?.input.value ?? '',
    clear: () => {
      for (const { input } of radios) input.checked = false
    },
  }
}

const selectControl = (context: FieldContext): Control => {
  const { field, locale } = context.messages
  const options = optionsOf(context).map(({ value, label }) => element('option', { value }, label))
  return singleInputControl(
    element('select', { id: context.id }, element('option', { value: '', lang: locale }, field.choose), ...options),
  )
}

export const choiceControl = (context: FieldContext): Control =>
  optionsOf(context).length <= longestRadioList ? radioControl(context) : selectControl(context)
