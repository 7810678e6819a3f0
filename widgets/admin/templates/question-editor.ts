/** The fields of the open question: its texts in the edited language, then its settings. */
import { isOffTheRecordType, QuestionType, questionTypes } from '../../../contracts/question-types.ts'
import { button, element } from '../../shared/dom.ts'
import { checkbox, selectField, textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { LabelAndHint } from '../messages/messages.ts'
import { type DraftQuestion, newOption } from './draft.ts'
import { optionValuesOf, questionIdsOf } from './draft-body.ts'
import type { EditorActions } from './editor-state.ts'
import { localisedTextField } from './localised-text-field.ts'

/** The fields of a question that are one text, regardless of the language. */
type TextKey = 'id' | 'minLength' | 'maxLength' | 'earliest' | 'latest'

export const questionEditor = (
  question: DraftQuestion,
  index: number,
  actions: EditorActions,
): readonly HTMLElement[] => {
  const { registerField, changed } = actions
  const { question: texts } = messages.templates
  const path = `questions.${index}`
  const text = (key: TextKey, labels: LabelAndHint) =>
    registerField(
      textField({
        ...{ name: `${path}.${key}`, ...labels, value: question[key] },
        changed(value) {
          question[key] = value
          changed()
        },
      }),
    ).root
  const isDate = question.type === 'date'
  return [
    localisedTextField({ name: `${path}.label`, ...texts.label, text: question.label }, actions),
    localisedTextField(
      { name: `${path}.hint`, ...texts.hint, text: question.hint, kind: 'lines', isOptional: true },
      actions,
    ),
    question.type === 'choice' ? optionsEditor(question, path, index, actions) : undefined,
    element('div', { class: 'grid' }, typeField(question, path, index, actions)),
    marks(question, actions),
    hasLength(question.type) || isDate || question.minLength !== '' || question.maxLength !== ''
      ? element(
          'div',
          { class: 'grid' },
          ...(isDate
            ? [text('earliest', texts.earliest), text('latest', texts.latest)]
            : [text('minLength', texts.minLength), text('maxLength', texts.maxLength)]),
        )
      : undefined,
    element(
      'details',
      { class: 'advanced' },
      element('summary', {}, messages.templates.editor.advanced),
      question.isSaved
        ? element('p', {}, `${texts.id.label}: `, element('code', { translate: 'no' }, question.id))
        : withPlaceholder(text('id', texts.id), questionIdsOf(actions.state.draft)[index] ?? ''),
      question.type === 'choice' ? optionValues(question, path, actions) : undefined,
    ),
  ].filter((each) => each !== undefined)
}

/** Shows the generated id in an empty field. */
const withPlaceholder = (field: HTMLElement, generated: string): HTMLElement => {
  field.querySelector('input')?.setAttribute('placeholder', generated)
  return field
}

const typesWithoutLength: ReadonlySet<QuestionType> = new Set([
  ...(['date', 'yes-no', 'choice', 'card-number', 'card-expiry', 'card-verification-code', 'iban'] as const),
])

const hasLength = (type: QuestionType): boolean => !typesWithoutLength.has(type)

const typeField = (
  question: DraftQuestion,
  path: string,
  index: number,
  { registerField, redrawAndFocus }: EditorActions,
): HTMLElement =>
  registerField(
    selectField(
      {
        ...{ name: `${path}.type`, label: messages.templates.question.type, value: question.type },
        changed(value) {
          question.type = QuestionType.parse(value)
          if (isOffTheRecordType(question.type)) Object.assign(question, { masked: true, offTheRecord: true })
          if (!hasLength(question.type)) Object.assign(question, { minLength: '', maxLength: '' })
          if (question.type === 'choice' && question.options.length === 0)
            question.options.push(newOption(), newOption())
          redrawAndFocus(`[data-question="${index}"] select`)
        },
      },
      questionTypes.map((each) => [each, messages.types[each]]),
    ),
  ).root

const marks = (question: DraftQuestion, { changed }: EditorActions): HTMLElement => {
  const { question: texts } = messages.templates
  const mark = (label: string, key: 'required' | 'masked' | 'offTheRecord') =>
    checkbox(label, question[key], (checked) => {
      question[key] = checked
      changed()
    })
  const offTheRecord = mark(texts.neverStoredLong, 'offTheRecord')
  if (isOffTheRecordType(question.type)) offTheRecord.querySelector('input')?.setAttribute('disabled', '')
  return element(
    'div',
    { class: 'marks' },
    mark(texts.isRequired, 'required'),
    mark(texts.isMasked, 'masked'),
    offTheRecord,
  )
}

const optionsEditor = (question: DraftQuestion, path: string, index: number, actions: EditorActions): HTMLElement => {
  const { question: texts } = messages.templates
  const { redrawAndFocus } = actions
  const here = `[data-question="${index}"]`
  const rows = question.options.map((option, place) => {
    const remove = () => {
      question.options.splice(place, 1)
      redrawAndFocus(`${here} .add-option`)
    }
    return element(
      'div',
      { class: 'joined' },
      localisedTextField(
        { name: `${path}.options.${place}.label`, label: texts.option(place + 1), hint: '', text: option.label },
        actions,
      ),
      button(texts.remove, remove, { class: 'compact', 'aria-label': texts.removeOption(place + 1) }),
    )
  })
  const add = () => {
    question.options.push(newOption())
    redrawAndFocus(`${here} .options > :nth-last-child(2) input`)
  }
  return element(
    'div',
    { class: 'options', role: 'group', 'aria-label': texts.options },
    ...rows,
    button(texts.addOption, add, { class: 'compact add-option' }),
  )
}

/** The stored values of the options. Values of a saved version stay as they are. */
const optionValues = (question: DraftQuestion, path: string, { state, registerField, changed }: EditorActions) => {
  const { question: texts } = messages.templates
  const generated = optionValuesOf(question, state.draft.defaultLocale)
  return element(
    'div',
    { class: 'option-values' },
    ...question.options.map((option, place) => {
      const label = texts.optionValue(place + 1)
      if (option.isSaved) return element('p', {}, `${label}: `, element('code', { translate: 'no' }, option.value))
      const field = textField({
        ...{ name: `${path}.options.${place}.value`, label, hint: texts.optionValueHint, value: option.value },
        changed(value) {
          option.value = value
          changed()
        },
      })
      return withPlaceholder(registerField(field).root, generated[place] ?? '')
    }),
  )
}
