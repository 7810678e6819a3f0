/** The questions. Validation on *Review*; what is wrong stands in a summary that takes the focus, and beside each field. */
import { QuestionId } from '../../contracts/identifiers.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { button, element } from '../shared/dom.ts'
import type { Typed } from './answer-sheet.ts'
import { createQuestionField } from './question-field.ts'
import { heading, showScreen } from './screen.ts'

export interface FillIn {
  /** Shows the questions, as they were left, and what is wrong with them in words. */
  show(wrong?: ReadonlyMap<QuestionId, string>, general?: string): void
  focus(id: QuestionId): void
  typed(): Typed
  /** Wipes what was typed: all of it, or the answers that must not outlive the form. */
  wipe(ids?: ReadonlySet<QuestionId>): void
}

export interface FillInActions {
  review(): void
  decline(): void
}

export const createFillIn = (
  { siteName, template }: OpenedForm,
  offTheRecord: ReadonlySet<QuestionId>,
  notes: readonly Node[],
  { review, decline }: FillInActions,
): FillIn => {
  const fields = template.questions.map((question) => createQuestionField(question, offTheRecord.has(question.id)))
  const summary = element('div', { class: 'summary', tabindex: -1, hidden: true, 'aria-labelledby': 'summary-title' })
  const form = element(
    'form',
    { class: 'questions', novalidate: true, autocomplete: 'on', lang: template.locale },
    ...fields.map(({ root }) => root),
    element(
      'div',
      { class: 'buttons', lang: 'en' },
      element('button', { type: 'submit', class: 'main' }, 'Review'),
      button('I’d rather not', decline, { class: 'plain' }),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    review()
  })

  const focus = (id: QuestionId) => fields.find(({ question }) => question.id === id)?.focus()

  const summaryItem = (id: QuestionId, words: string) => {
    const link = element('a', { href: `#question-${id}` }, words)
    link.addEventListener('click', (event) => {
      // The fragment holds the open key and stays as it is.
      event.preventDefault()
      focus(id)
    })
    return element('li', {}, link)
  }

  const summarise = (wrong: ReadonlyMap<QuestionId, string>, general: string | undefined) => {
    summary.hidden = wrong.size === 0 && general === undefined
    const items = fields.flatMap(({ question: { id } }) => {
      const words = wrong.get(id)
      return words === undefined ? [] : [summaryItem(id, words)]
    })
    summary.replaceChildren(
      element('h2', { id: 'summary-title' }, 'There is a problem'),
      ...(general === undefined ? [] : [element('p', {}, general)]),
      element('ul', {}, ...items),
    )
  }

  return {
    show: (wrong = new Map(), general) => {
      for (const field of fields) field.setError(wrong.get(field.question.id))
      summarise(wrong, general)
      const title = `${template.title}: secure form from ${siteName}`
      const lead = element('div', { class: 'lead', lang: template.locale }, heading(template.title))
      if (template.intro !== undefined) lead.append(element('p', { class: 'quiet' }, template.intro))
      showScreen(summary.hidden ? title : `Error: ${title}`, lead, ...notes, summary, form)
      if (!summary.hidden) {
        summary.focus({ preventScroll: true })
        summary.scrollIntoView({ block: 'start' })
      }
    },
    focus,
    typed: () => new Map(fields.map(({ question, read }) => [question.id, read()])),
    wipe: (ids) => {
      for (const { question, clear } of fields) if (ids === undefined || ids.has(question.id)) clear()
    },
  }
}

/** `answers.card-number` and `sealedAnswers.pin` are about those questions; another path is about the form as a whole. */
export const questionOfField = (field: string): QuestionId | undefined => {
  const [, id] = /^(?:answers|sealedAnswers)\.([^.]+)$/.exec(field) ?? []
  const parsed = QuestionId.safeParse(id)
  return parsed.success ? parsed.data : undefined
}
