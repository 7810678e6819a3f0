/** A form that is being edited, with its texts in all languages as they were typed. */
import type { QuestionType } from '../../../contracts/question-types.ts'
import type { Template, TemplateDraft } from '../../../contracts/template.ts'

export type DraftText = Record<string, string>

export interface DraftOption {
  /** The stored value. If it is empty, it is generated from the text of the option. */
  value: string
  /** True if a saved version has this option. Its value then stays as it is. */
  isSaved: boolean
  readonly label: DraftText
}

export interface DraftQuestion {
  /** The id. If it is empty, it is generated from the question. */
  id: string
  /** True if a saved version has this question. Its id then stays as it is. */
  isSaved: boolean
  type: QuestionType
  readonly label: DraftText
  readonly hint: DraftText
  required: boolean
  masked: boolean
  offTheRecord: boolean
  readonly options: DraftOption[]
  minLength: string
  maxLength: string
  /** The earliest and the latest date, as typed: `today` or `YYYY-MM-DD`. */
  earliest: string
  latest: string
}

export interface Draft {
  defaultLocale: string
  locales: string[]
  readonly title: DraftText
  readonly intro: DraftText
  readonly submitLabel: DraftText
  accent: string
  logo: string
  readonly questions: DraftQuestion[]
}

export const newQuestion = (type: QuestionType): DraftQuestion => ({
  ...{
    id: '',
    isSaved: false,
    type,
    label: {},
    hint: {},
    options: type === 'choice' ? [newOption(), newOption()] : [],
  },
  ...{ required: true, masked: false, offTheRecord: false, minLength: '', maxLength: '', earliest: '', latest: '' },
})

export const newOption = (): DraftOption => ({ value: '', isSaved: false, label: {} })

export const newDraft = (): Draft => ({
  ...{ defaultLocale: 'en', locales: ['en'], title: {}, intro: {}, submitLabel: {} },
  ...{ accent: '', logo: '', questions: [newQuestion('text')] },
})

/** Returns a copy of a question, whose id is generated again. */
export const copyOfQuestion = (question: DraftQuestion): DraftQuestion => ({
  ...structuredClone(question),
  ...{ id: '', isSaved: false },
  options: question.options.map(({ value, label }) => ({ value, isSaved: false, label: { ...label } })),
})

/** Returns the draft of a template. Ids of a template that is saved stay as they are. */
export const draftOf = ({
  defaultLocale,
  title,
  intro,
  submitLabel,
  theme,
  questions,
}: Template | TemplateDraft): Draft => {
  const texts = [
    ...[title, intro, submitLabel],
    ...questions.flatMap(({ label, hint, options = [] }) => [label, hint, ...options.map((option) => option.label)]),
  ]
  const locales = new Set([defaultLocale, ...texts.flatMap((text) => Object.keys(text ?? {}))])
  return {
    ...{ defaultLocale, locales: [...locales], title: { ...title } },
    ...{ intro: { ...intro }, submitLabel: { ...submitLabel } },
    ...{ accent: theme?.accent ?? '', logo: theme?.logo ?? '' },
    questions: questions.map(({ id, type, label, hint, required, masked, offTheRecord, ...rest }) => ({
      ...{ id, isSaved: true, type, label: { ...label }, hint: { ...hint }, required, masked, offTheRecord },
      options: (rest.options ?? []).map(({ value, label: text }) => ({ value, isSaved: true, label: { ...text } })),
      minLength: String(rest.minLength ?? ''),
      maxLength: String(rest.maxLength ?? ''),
      earliest: rest.earliest ?? '',
      latest: rest.latest ?? '',
    })),
  }
}

/** Returns a copy of a form as a new form. Its questions keep their ids until the copy is saved. */
export const copyOfDraft = (draft: Draft, titleOfCopy: (title: string) => string): Draft => ({
  ...draft,
  title: { ...draft.title, [draft.defaultLocale]: titleOfCopy(draft.title[draft.defaultLocale] ?? '') },
  questions: draft.questions.map((question) => ({ ...copyOfQuestion(question), id: question.id })),
})
