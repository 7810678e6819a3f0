/** The questions of a form as collapsed rows. One row is open at a time. Rows are moved by dragging or by keys. */
import { button, element } from '../../shared/dom.ts'
import { language, messages } from '../messages/current.ts'
import { copyOfQuestion, type DraftQuestion } from './draft.ts'
import { missingTexts } from './draft-texts.ts'
import { moveByDragging } from './drag-to-move.ts'
import type { EditorActions, EditorPart } from './editor-state.ts'
import { questionEditor } from './question-editor.ts'
import { presetOptions, questionFromPreset } from './question-presets.ts'

export const labelOf = ({ label }: DraftQuestion, locale: string, defaultLocale: string): string =>
  label[locale]?.trim() || label[defaultLocale]?.trim() || messages.templates.question.untitled

export const questionList = (actions: EditorActions): EditorPart => {
  const { state } = actions
  const { question: texts, editor } = messages.templates
  const list = element('ol', { class: 'question-rows' })
  const refresh = () => {
    for (const [index, row] of [...list.children].entries()) {
      const question = state.draft.questions[index]
      if (question !== undefined) row.querySelector('.row-toggle')?.replaceChildren(...headOf(question, index, actions))
    }
  }
  const select = element(
    'select',
    { 'aria-label': texts.add },
    ...presetOptions().map(([value, text]) => element('option', { value }, text)),
  )
  const add = () => {
    const question = questionFromPreset(select.value, state.draft, language)
    state.draft.questions.push(question)
    state.openQuestion = question
    // A new question is written in the default language first.
    state.locale = state.draft.defaultLocale
    actions.redrawAndFocus(`[data-question="${state.draft.questions.length - 1}"] .row-body input`)
  }
  const root = element(
    'section',
    { class: 'questions-section', 'aria-labelledby': 'questions-title' },
    element('h2', { id: 'questions-title' }, editor.questions),
    element('p', { class: 'hint', id: 'questions-hint' }, texts.moveHint),
    list,
    element('div', { class: 'joined add-question' }, select, button(texts.addButton, add, { 'aria-label': texts.add })),
  )
  return {
    root,
    refresh,
    draw() {
      list.replaceChildren(...state.draft.questions.map((question, index) => rowOf(question, index, actions)))
      refresh()
    },
  }
}

const rowOf = (question: DraftQuestion, index: number, actions: EditorActions): HTMLElement => {
  const { state, redrawAndFocus, announce } = actions
  const { question: texts } = messages.templates
  const isOpen = state.openQuestion === question
  const place = (at: number) => `[data-question="${at}"]`
  const move = (to: number, focus: string) => {
    const { questions, defaultLocale } = state.draft
    if (to < 0 || to >= questions.length) return
    questions.splice(to, 0, ...questions.splice(index, 1))
    redrawAndFocus(`${place(to)} ${focus}`)
    announce(texts.moved(labelOf(question, state.locale, defaultLocale), to + 1, questions.length))
  }
  const toggle = button(
    '',
    () => {
      state.openQuestion = isOpen ? undefined : question
      redrawAndFocus(`${place(index)} .row-toggle`)
    },
    {
      ...{ class: 'row-toggle', 'aria-expanded': String(isOpen), 'aria-describedby': 'questions-hint' },
      'aria-controls': isOpen ? 'open-question' : undefined,
    },
  )
  toggle.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || !event.altKey) return
    event.preventDefault()
    move(index + step, '.row-toggle')
  })
  const handle = element('span', { class: 'handle', 'aria-hidden': 'true', title: texts.dragTitle })
  const head = element('div', { class: 'row-head' }, handle, toggle)
  const row = element('li', { class: `question-row ${isOpen ? 'open' : ''}`, 'data-question': index }, head)
  moveByDragging(handle, row, (to) => move(to, '.row-toggle'))
  if (isOpen) {
    const body = element('div', { class: 'row-body', id: 'open-question' })
    body.append(...questionEditor(question, index, actions), rowButtons(question, index, actions, move))
    row.append(body)
  }
  return row
}

/** The text of a collapsed row, for example `3 · Expiry date`, `required`, `masked`. */
const headOf = (question: DraftQuestion, index: number, { state }: EditorActions): readonly Node[] => {
  const { question: texts } = messages.templates
  const { draft, locale, problems } = state
  const missing = missingTexts(draft, locale).filter((each) => each.question === index + 1).length
  const problemCount = problems.filter((each) => each.question === index + 1).length
  const marks = [
    messages.types[question.type],
    question.required ? texts.required : texts.optional,
    ...(question.masked ? [texts.masked] : []),
    ...(question.offTheRecord ? [texts.neverStored] : []),
  ]
  const hasLabel = question.label[locale]?.trim() !== undefined && question.label[locale].trim() !== ''
  const labelLocale = hasLabel ? locale : draft.defaultLocale
  return [
    element(
      'span',
      { class: 'row-label' },
      `${index + 1} · `,
      element('span', { lang: labelLocale, dir: 'auto' }, labelOf(question, locale, draft.defaultLocale)),
    ),
    element('span', { class: 'row-marks' }, marks.join(' · ')),
    ...(problemCount > 0
      ? [element('span', { class: 'row-problems' }, texts.problems(problemCount))]
      : missing > 0
        ? [element('span', { class: 'row-missing' }, texts.missing(missing))]
        : []),
  ]
}

const rowButtons = (
  question: DraftQuestion,
  index: number,
  { state, redrawAndFocus, announce }: EditorActions,
  move: (to: number, focus: string) => void,
): HTMLElement => {
  const { question: texts } = messages.templates
  const { questions, defaultLocale } = state.draft
  const action = (name: string, text: string, press: () => void) =>
    button(text, press, { class: `compact ${name}`, 'aria-label': texts.actionOn(text, index + 1) })
  const duplicate = () => {
    const copy = copyOfQuestion(question)
    questions.splice(index + 1, 0, copy)
    state.openQuestion = copy
    redrawAndFocus(`[data-question="${index + 1}"] .row-body input`)
  }
  const remove = () => {
    questions.splice(index, 1)
    state.openQuestion = undefined
    redrawAndFocus(
      questions.length === 0 ? '.add-question select' : `[data-question="${Math.max(0, index - 1)}"] button`,
    )
    announce(texts.removed(labelOf(question, state.locale, defaultLocale)))
  }
  return element(
    'div',
    { class: 'buttons' },
    index > 0 ? action('move-up', texts.moveUp, () => move(index - 1, '.move-up, .move-down')) : undefined,
    index < questions.length - 1
      ? action('move-down', texts.moveDown, () => move(index + 1, '.move-down, .move-up'))
      : undefined,
    action('duplicate', texts.duplicate, duplicate),
    action('remove', texts.remove, remove),
  )
}
