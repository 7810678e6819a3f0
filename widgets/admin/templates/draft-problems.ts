/** Finds what must be fixed before a draft can be saved. The contract's own schema checks everything except missing texts. */
import { TemplateDraft } from '../../../contracts/template.ts'
import { draftErrors } from '../form/draft-errors.ts'
import { messages } from '../messages/current.ts'
import type { Draft } from './draft.ts'
import { templateBodyOf } from './draft-body.ts'
import { missingTexts, type PlacedText } from './draft-texts.ts'
import { languageName } from './language-name.ts'

export interface DraftProblem {
  /** The dotted path of the field. For a text, without the language. */
  readonly field: string
  /** The sentence beside the field. */
  readonly text: string
  /** The number of the question, if the problem is in one. */
  readonly question?: number | undefined
  /** The language to edit to fix the problem, if it is about a text. */
  readonly locale?: string | undefined
  /** True if the problem stands for all texts that are missing in other languages. `locale` is the first of these. */
  readonly isSummary?: boolean
}

/** Returns the sentence for the summary, which names the question. */
export const summaryText = ({ question, text }: DraftProblem): string =>
  question === undefined ? text : messages.templates.errors.atQuestion(question, text)

const missingText = ({ kind, option = 0 }: PlacedText): string => {
  const { errors, editor, question } = messages.templates
  switch (kind) {
    case 'title':
      return errors.enterTitle
    case 'label':
      return errors.enterQuestion
    case 'option':
      return errors.enterOption(option)
    case 'hint':
      return errors.enterText(question.hint.label)
    case 'intro':
      return errors.enterText(editor.introduction.label)
    case 'submitLabel':
      return errors.enterText(editor.buttonText.label)
  }
}

/** Returns a problem per missing text of the language. */
const missingTextProblems = (draft: Draft, locale: string): readonly DraftProblem[] =>
  missingTexts(draft, locale).map((placed) => {
    const sentence = missingText(placed)
    const isOnlyLanguage = draft.locales.length === 1
    const text = isOnlyLanguage ? sentence : messages.templates.errors.inLanguage(sentence, languageName(locale))
    return { field: placed.field, text, locale, question: placed.question }
  })

/** Returns one problem for all texts that are missing in languages that are not on the screen. */
const missingLanguageProblems = (draft: Draft, locales: readonly string[]): readonly DraftProblem[] => {
  const incomplete = locales.filter((locale) => missingTexts(draft, locale).length > 0)
  const [locale] = incomplete
  const [first] = locale === undefined ? [] : missingTexts(draft, locale)
  if (first === undefined) return []
  const all = incomplete.flatMap((each) => missingTexts(draft, each))
  const questions = [...new Set(all.flatMap(({ question }) => question ?? []))].toSorted((one, other) => one - other)
  const text = messages.templates.errors.missing(
    incomplete.map((each) => languageName(each)).join(', '),
    questions.join(', '),
  )
  return [{ field: first.field, text, locale, isSummary: true }]
}

const optionCountProblems = ({ questions }: Draft): readonly DraftProblem[] =>
  questions.flatMap(({ type, options }, index) =>
    type === 'choice' && options.length < 2
      ? [{ field: `questions.${index}.options`, text: messages.templates.errors.twoOptions, question: index + 1 }]
      : [],
  )

/** Returns the sentence for an error of the schema. */
const schemaSentence = (name: string, code: string, draft: Draft, path: readonly string[]): string => {
  const { errors } = messages.templates
  const isDuplicate = code === 'bad-format'
  switch (name) {
    case 'questions':
      return code === 'too-short' ? errors.addQuestion : errors.tooManyQuestions
    case 'id': {
      const id = draft.questions[Number(path[1])]?.id ?? ''
      return isDuplicate && /^[a-z][a-z0-9-]{0,63}$/.test(id) ? errors.sameId : errors.id
    }
    case 'value':
      return isDuplicate ? errors.sameValue(Number(path[3]) + 1) : errors.other
    case 'minLength':
      return errors.length
    case 'maxLength':
      return isDuplicate ? errors.maxBelowMin : errors.length
    case 'earliest':
      return errors.date
    case 'latest': {
      const { latest = '', earliest = '' } = draft.questions[Number(path[1])] ?? {}
      const areDays = [latest, earliest].every((each) => /^\d{4}-\d{2}-\d{2}$/.test(each.trim()))
      return areDays && latest.trim() < earliest.trim() ? errors.latestBeforeEarliest : errors.date
    }
    case 'accent':
      return errors.accent
    case 'logo':
      return errors.logo
    default:
      return errors.other
  }
}

const isTextName = (name: string): boolean => ['title', 'intro', 'submitLabel', 'label', 'hint'].includes(name)

const schemaProblems = (draft: Draft): readonly DraftProblem[] =>
  draftErrors(TemplateDraft, templateBodyOf(draft)).flatMap(({ field, code }): readonly DraftProblem[] => {
    const path = field.split('.')
    const question = path[0] === 'questions' && path.length > 1 ? Number(path[1]) + 1 : undefined
    const textIndex = path.findIndex(isTextName)
    // `optionCountProblems` reports too few options.
    if (code === 'too-short' && path.at(-1) === 'options') return []
    if (textIndex < 0) return [{ field, text: schemaSentence(path.at(-1) ?? '', code, draft, path), question }]
    // Missing texts are reported per language.
    const locale = path[textIndex + 1]
    if (code === 'required' || locale === undefined) return []
    const { errors } = messages.templates
    const text = code === 'too-long' ? errors.tooLong : errors.plainText
    return [
      {
        field: path.slice(0, textIndex + 1).join('.'),
        text: draft.locales.length === 1 ? text : errors.inLanguage(text, languageName(locale)),
        ...{ locale, question },
      },
    ]
  })

/** Returns the problems of the default language, the edited language, the settings and the other languages. */
export const draftProblems = (draft: Draft, editedLocale: string): readonly DraftProblem[] => {
  const shown = new Set([draft.defaultLocale, editedLocale])
  return [
    ...[...shown].flatMap((locale) => missingTextProblems(draft, locale)),
    ...optionCountProblems(draft),
    ...schemaProblems(draft),
    ...missingLanguageProblems(
      draft,
      draft.locales.filter((locale) => !shown.has(locale)),
    ),
  ]
}
