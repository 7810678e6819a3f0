/** The screen with the questions. *Review* shows errors at the fields and in a summary, which takes the focus. */
import { QuestionId } from '../../contracts/identifiers.ts'
import type { OpenedForm } from '../../contracts/visitor-form.ts'
import { button, element } from '../shared/dom.ts'
import { createQuestionField, type QuestionField } from './fields/question-field.ts'
import { masthead } from './masthead.ts'
import { bidiIsolate, directionOf } from './messages/direction.ts'
import { markLanguageOfParts } from './messages/language-of-parts.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { bringIntoView, heading, showScreen } from './screen.ts'
import { createShownErrors } from './shown-errors.ts'
import type { TypedAnswers } from './validate-answers.ts'

export interface QuestionsScreen {
  /** Shows the questions with the typed answers and the error messages. */
  show(errors?: ReadonlyMap<QuestionId, string>, formError?: string): void
  focus(id: QuestionId): void
  typed(): TypedAnswers
  /** Clears the answers to the questions in `ids`. Without `ids`, clears all answers. */
  wipe(ids?: ReadonlySet<QuestionId>): void
}

export interface QuestionsScreenActions {
  review(): void
  decline(): void
  /** Called when an answer changes. */
  changed(): void
  /** Returns the error messages of the answers that the page finds wrong. */
  wrong(): ReadonlyMap<QuestionId, string>
}

export interface QuestionsScreenParts {
  readonly form: OpenedForm
  readonly offTheRecord: ReadonlySet<QuestionId>
  readonly messages: LocalisedMessages
  readonly today: number
  /** Notes that are shown above the questions and above the review. */
  readonly notes: readonly Node[]
}

export const createQuestionsScreen = (
  { form: { siteName, template }, offTheRecord, messages, today, notes }: QuestionsScreenParts,
  { review, decline, changed, wrong }: QuestionsScreenActions,
): QuestionsScreen => {
  const pageLanguage = { lang: messages.locale, dir: directionOf(messages.locale) }
  const formLanguage = { lang: template.locale, dir: directionOf(template.locale) }
  const fields = template.questions.map((question) =>
    createQuestionField({ question, sealed: offTheRecord.has(question.id), messages, today }),
  )
  const title = messages.formTitle(bidiIsolate(template.title, messages.locale), bidiIsolate(siteName, messages.locale))
  const summary = element('div', {
    class: 'summary',
    role: 'group',
    tabindex: -1,
    hidden: true,
    'aria-labelledby': 'summary-title',
  })
  const form = element(
    'form',
    { class: 'questions', novalidate: true, ...formLanguage },
    ...fields.map(({ root }) => root),
    element(
      'div',
      { class: 'buttons', ...pageLanguage },
      element('button', { type: 'submit', class: 'main' }, messages.fillIn.review),
      button(messages.fillIn.decline, decline, { class: 'plain' }),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    review()
  })
  form.addEventListener('input', changed)

  const typed = () => new Map(fields.map(({ question, read }) => [question.id, read()]))
  const shownErrors = createShownErrors({ typed, wrong })
  const summaryLink = (id: QuestionId) => summary.querySelector(`[href="#question-${id}"]`)
  const fieldOf = ({ target }: Event) => fields.find(({ root }) => target instanceof Node && root.contains(target))
  /** Removes the corrected errors silently, and without moving the focus. */
  const removeCorrected = (only?: QuestionId) => {
    for (const id of shownErrors.takeCorrected(only)) {
      fields.find(({ question }) => question.id === id)?.setError([])
      summaryLink(id)?.closest('li')?.remove()
    }
    if (summary.hidden || shownErrors.remaining().length > 0 || summary.querySelector('p') !== null) return
    summary.hidden = true
    document.title = title
  }
  form.addEventListener('input', (event) => removeCorrected(fieldOf(event)?.question.id))
  form.addEventListener('focusout', (event) => {
    // An answer that is being typed may make another one right for a moment, as a card number does with its code.
    removeCorrected()
    const left = fieldOf(event)
    if (left === undefined || (event.relatedTarget instanceof Node && left.root.contains(event.relatedTarget))) return
    // The answer may have another mistake than before. A field without an error does not get one before *Review*.
    const { id } = left.question
    const sentence = shownErrors.remaining().includes(id) ? wrong().get(id) : undefined
    if (sentence === undefined) return
    left.setError(sentenceParts(sentence, left))
    summaryLink(id)?.replaceChildren(...sentenceParts(sentence, left))
  })

  /**
   * Focuses the field, and scrolls the field into view with its label and error, because an embedding page does not scroll to a
   * focus that a script has set.
   */
  const focus = (id: QuestionId) => {
    const field = fields.find(({ question }) => question.id === id)
    if (field === undefined) return
    field.focus()
    bringIntoView(field.root)
  }

  /** Returns the parts of an error message, for the summary and for the field. */
  const sentenceParts = (sentence: string, { question: { label } }: QuestionField) =>
    markLanguageOfParts(sentence, { text: label, locale: template.locale }, messages.locale)

  const summaryItem = (field: QuestionField, sentence: string) => {
    const { id } = field.question
    const link = element('a', { href: `#question-${id}` }, ...sentenceParts(sentence, field))
    link.addEventListener('click', (event) => {
      // The URL's fragment contains the open key and must not change.
      event.preventDefault()
      focus(id)
    })
    return element('li', {}, link)
  }

  const showSummary = (errors: ReadonlyMap<QuestionId, string>, formError: string | undefined) => {
    summary.hidden = errors.size === 0 && formError === undefined
    const items = fields.flatMap((field) => {
      const sentence = errors.get(field.question.id)
      return sentence === undefined ? [] : [summaryItem(field, sentence)]
    })
    summary.replaceChildren(
      element('h2', { id: 'summary-title' }, messages.fillIn.problem),
      ...(formError === undefined ? [] : [element('p', {}, formError)]),
      ...(items.length === 0 ? [] : [element('ul', {}, ...items)]),
    )
  }

  const mastheadElement = masthead(messages, siteName, template.theme)
  const lead = element(
    'div',
    { class: 'lead', ...formLanguage },
    heading(template.title),
    template.intro === undefined ? undefined : element('p', { class: 'quiet' }, template.intro),
  )

  return {
    show: (errors = new Map(), formError) => {
      for (const field of fields) {
        const sentence = errors.get(field.question.id)
        field.setError(sentence === undefined ? [] : sentenceParts(sentence, field))
      }
      shownErrors.show(errors.keys())
      showSummary(errors, formError)
      showScreen(summary.hidden ? title : messages.errorTitle(title), mastheadElement, lead, ...notes, summary, form)
      if (!summary.hidden) {
        summary.focus({ preventScroll: true })
        bringIntoView(summary)
      }
    },
    focus,
    typed,
    wipe: (ids) => {
      for (const { question, clear } of fields) if (ids === undefined || ids.has(question.id)) clear()
    },
  }
}

/** Returns the question that a path such as `answers.card-number` or `sealedAnswers.pin` names. Undefined for other paths. */
export const questionOfField = (field: string): QuestionId | undefined => {
  const [, id] = /^(?:answers|sealedAnswers)\.([^.]+)$/.exec(field) ?? []
  const parsed = QuestionId.safeParse(id)
  return parsed.success ? parsed.data : undefined
}
