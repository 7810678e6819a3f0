/** Edits one question of a template: its type, its texts in each language, and its position. */
import { QuestionType, questionTypes } from '../../../contracts/question-types.ts'
import { button, element } from '../../shared/dom.ts'
import { checkbox, type Field, selectField, textField } from '../form/field.ts'
import { messages } from '../messages/current.ts'
import type { Draft, DraftQuestion } from './draft.ts'
import { localisedTextFields } from './localised-text-fields.ts'

export interface QuestionEditorOptions {
  readonly draft: Draft
  readonly question: DraftQuestion
  readonly index: number
  registerField(field: Field): Field
  /** Called when the person edits a value. */
  changed(): void
  /**
   * Called when a question or an option is added, removed or moved. Redraws all questions and focuses the question at this index.
   */
  redraw(focusAt: number): void
}

/** The fields of a question that are one text. */
type TextKey = 'id' | 'minLength' | 'maxLength' | 'earliest' | 'latest'

export const questionEditor = (options: QuestionEditorOptions): HTMLElement => {
  const { draft, question, index, registerField, changed, redraw } = options
  const path = `questions.${index}`
  const number = index + 1
  const { locales } = draft
  const text = (name: string, label: { label: string; hint: string }, key: TextKey) =>
    registerField(
      textField({
        ...{ name: `${path}.${name}`, ...label, value: question[key] },
        changed(value) {
          question[key] = value
          changed()
        },
      }),
    ).root
  const type = registerField(
    selectField(
      {
        ...{ name: `${path}.type`, label: messages.templates.type, value: question.type },
        changed(value) {
          question.type = QuestionType.parse(value)
          changed()
          redraw(index)
        },
      },
      questionTypes.map((each) => [each, messages.types[each]]),
    ),
  )
  const mark = (label: string, key: 'required' | 'masked' | 'offTheRecord') =>
    checkbox(label, question[key], (checked) => {
      question[key] = checked
      changed()
    })
  return element(
    'fieldset',
    { class: 'card question-editor', 'data-question': index },
    element('legend', {}, messages.templates.question(number)),
    element('div', { class: 'grid' }, text('id', messages.templates.questionId, 'id'), type.root),
    element(
      'div',
      { class: 'marks' },
      mark(messages.templates.required, 'required'),
      mark(messages.templates.masked, 'masked'),
      mark(messages.templates.offTheRecord, 'offTheRecord'),
    ),
    localisedTextFields(
      { name: `${path}.label`, ...messages.templates.label, text: question.label, locales, changed },
      registerField,
    ),
    localisedTextFields(
      { name: `${path}.hint`, ...messages.templates.hintText, text: question.hint, locales, changed, kind: 'lines' },
      registerField,
    ),
    question.type === 'choice' ? optionsEditor(options, path) : undefined,
    question.type === 'date'
      ? element(
          'div',
          { class: 'grid' },
          text('earliest', messages.templates.earliest, 'earliest'),
          text('latest', messages.templates.latest, 'latest'),
        )
      : element(
          'div',
          { class: 'grid' },
          text('minLength', messages.templates.minLength, 'minLength'),
          text('maxLength', messages.templates.maxLength, 'maxLength'),
        ),
    moveAndRemoveButtons(options),
  )
}

const moveAndRemoveButtons = ({ draft: { questions }, index, changed, redraw }: QuestionEditorOptions): HTMLElement => {
  const number = index + 1
  const move = (to: number) => () => {
    const [moved] = questions.splice(index, 1)
    if (moved !== undefined) questions.splice(to, 0, moved)
    changed()
    redraw(to)
  }
  const remove = () => {
    questions.splice(index, 1)
    changed()
    redraw(Math.max(0, index - 1))
  }
  return element(
    'div',
    { class: 'buttons' },
    index > 0 ? button(messages.templates.up(number), move(index - 1), { class: 'compact' }) : undefined,
    index < questions.length - 1
      ? button(messages.templates.down(number), move(index + 1), { class: 'compact' })
      : undefined,
    button(messages.templates.remove(number), remove, { class: 'compact' }),
  )
}

const optionsEditor = (
  { draft, question, index, registerField, changed, redraw }: QuestionEditorOptions,
  path: string,
): HTMLElement => {
  const rows = question.options.map((option, optionIndex) => {
    const value = registerField(
      textField({
        ...{
          name: `${path}.options.${optionIndex}.value`,
          label: messages.templates.optionValue(optionIndex + 1),
          value: option.value,
        },
        changed(typed) {
          option.value = typed
          changed()
        },
      }),
    )
    const label = { label: messages.templates.optionLabel(optionIndex + 1), hint: '' }
    const remove = () => {
      question.options.splice(optionIndex, 1)
      changed()
      redraw(index)
    }
    const { locales } = draft
    return element(
      'div',
      { class: 'option' },
      value.root,
      localisedTextFields(
        { name: `${path}.options.${optionIndex}.label`, ...label, text: option.label, locales, changed },
        registerField,
      ),
      button(messages.templates.removeOption(optionIndex + 1), remove, { class: 'compact' }),
    )
  })
  const add = () => {
    question.options.push({ value: '', label: {} })
    changed()
    redraw(index)
  }
  return element(
    'div',
    { class: 'options', role: 'group', 'aria-label': messages.templates.options },
    ...rows,
    button(messages.templates.addOption, add, { class: 'compact' }),
  )
}
