/** One question of a template: what it is, what it asks in each language, and where it stands. */
import { QuestionType, questionTypes } from '../../../contracts/question-types.ts'
import { button, element } from '../../shared/dom.ts'
import { checkbox, type Field, selectField, textField } from '../form/field.ts'
import { words } from '../messages/en.ts'
import type { Draft, DraftQuestion } from './draft.ts'
import { texts } from './localised-text-fields.ts'

export interface QuestionEditorOf {
  readonly draft: Draft
  readonly question: DraftQuestion
  readonly index: number
  keep(field: Field): Field
  /** Something was typed. */
  changed(): void
  /** Something came, went or moved; the focus goes to the question at this place. */
  redraw(focusAt: number): void
}

export const questionEditor = (of: QuestionEditorOf): HTMLElement => {
  const { draft, question, index, keep, changed, redraw } = of
  const path = `questions.${index}`
  const place = index + 1
  const { locales } = draft
  const text = (name: string, label: { label: string; hint: string }, key: 'id' | 'minLength' | 'maxLength') =>
    keep(
      textField({
        ...{ name: `${path}.${name}`, ...label, value: question[key] },
        changed(value) {
          question[key] = value
          changed()
        },
      }),
    ).root
  const type = keep(
    selectField(
      {
        ...{ name: `${path}.type`, label: words.templates.type, value: question.type },
        changed(value) {
          question.type = QuestionType.parse(value)
          changed()
          redraw(index)
        },
      },
      questionTypes.map((each) => [each, words.types[each]]),
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
    element('legend', {}, words.templates.question(place)),
    element('div', { class: 'grid' }, text('id', words.templates.questionId, 'id'), type.root),
    element(
      'div',
      { class: 'marks' },
      mark(words.templates.required, 'required'),
      mark(words.templates.masked, 'masked'),
      mark(words.templates.offTheRecord, 'offTheRecord'),
    ),
    texts({ name: `${path}.label`, ...words.templates.label, text: question.label, locales, changed }, keep),
    texts(
      { name: `${path}.hint`, ...words.templates.hintText, text: question.hint, locales, changed, kind: 'lines' },
      keep,
    ),
    question.type === 'choice' ? optionsEditor(of, path) : undefined,
    element(
      'div',
      { class: 'grid' },
      text('minLength', words.templates.minLength, 'minLength'),
      text('maxLength', words.templates.maxLength, 'maxLength'),
    ),
    movers(of),
  )
}

const movers = ({ draft: { questions }, index, changed, redraw }: QuestionEditorOf): HTMLElement => {
  const place = index + 1
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
    index > 0 ? button(words.templates.up(place), move(index - 1), { class: 'compact' }) : undefined,
    index < questions.length - 1
      ? button(words.templates.down(place), move(index + 1), { class: 'compact' })
      : undefined,
    button(words.templates.remove(place), remove, { class: 'compact' }),
  )
}

const optionsEditor = (
  { draft, question, index, keep, changed, redraw }: QuestionEditorOf,
  path: string,
): HTMLElement => {
  const rows = question.options.map((option, at) => {
    const value = keep(
      textField({
        ...{ name: `${path}.options.${at}.value`, label: words.templates.optionValue(at + 1), value: option.value },
        changed(typed) {
          option.value = typed
          changed()
        },
      }),
    )
    const label = { label: words.templates.optionLabel(at + 1), hint: '' }
    const remove = () => {
      question.options.splice(at, 1)
      changed()
      redraw(index)
    }
    const { locales } = draft
    return element(
      'div',
      { class: 'option' },
      value.root,
      texts({ name: `${path}.options.${at}.label`, ...label, text: option.label, locales, changed }, keep),
      button(words.templates.removeOption(at + 1), remove, { class: 'compact' }),
    )
  })
  const add = () => {
    question.options.push({ value: '', label: {} })
    changed()
    redraw(index)
  }
  return element(
    'div',
    { class: 'options', role: 'group', 'aria-label': words.templates.options },
    ...rows,
    button(words.templates.addOption, add, { class: 'compact' }),
  )
}
