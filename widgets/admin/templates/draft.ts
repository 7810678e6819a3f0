/**
 * A template that is being edited, with its texts in all languages as they were typed. Empty texts are omitted when the draft is
 * sent.
 */
import type { QuestionType } from '../../../contracts/question-types.ts'
import type { Template } from '../../../contracts/template.ts'

export type DraftText = Record<string, string>

export interface DraftOption {
  value: string
  readonly label: DraftText
}

export interface DraftQuestion {
  id: string
  type: QuestionType
  readonly label: DraftText
  readonly hint: DraftText
  required: boolean
  masked: boolean
  offTheRecord: boolean
  readonly options: DraftOption[]
  minLength: string
  maxLength: string
  /** The first and the last date, as typed: `today` or `YYYY-MM-DD`. */
  earliest: string
  latest: string
}

export interface Draft {
  defaultLocale: string
  /** The languages, in the order of their columns. */
  locales: string[]
  readonly title: DraftText
  readonly intro: DraftText
  readonly submitLabel: DraftText
  accent: string
  logo: string
  readonly questions: DraftQuestion[]
}

export const newQuestion = (place: number): DraftQuestion => ({
  ...{ id: `question-${place}`, type: 'text', label: {}, hint: {}, options: [] },
  ...{ required: true, masked: false, offTheRecord: false, minLength: '', maxLength: '' },
  ...{ earliest: '', latest: '' },
})

export const newDraft = (): Draft => ({
  ...{ defaultLocale: 'en', locales: ['en'], title: {}, intro: {}, submitLabel: {} },
  ...{ accent: '', logo: '', questions: [newQuestion(1)] },
})

export const draftOf = ({ defaultLocale, title, intro, submitLabel, theme, questions }: Template): Draft => {
  const texts = [title, intro, submitLabel, ...questions.flatMap(({ label, hint }) => [label, hint])]
  const locales = new Set([defaultLocale, ...texts.flatMap((text) => Object.keys(text ?? {}))])
  return {
    ...{ defaultLocale, locales: [...locales], title: { ...title } },
    ...{ intro: { ...intro }, submitLabel: { ...submitLabel } },
    ...{ accent: theme?.accent ?? '', logo: theme?.logo ?? '' },
    questions: questions.map(({ id, type, label, hint, required, masked, offTheRecord, ...rest }) => ({
      ...{ id, type, label: { ...label }, hint: { ...hint }, required, masked, offTheRecord },
      options: (rest.options ?? []).map(({ value, label: text }) => ({ value, label: { ...text } })),
      minLength: String(rest.minLength ?? ''),
      maxLength: String(rest.maxLength ?? ''),
      earliest: rest.earliest ?? '',
      latest: rest.latest ?? '',
    })),
  }
}

const filledTexts = (text: DraftText, locales: readonly string[]): DraftText =>
  Object.fromEntries(locales.flatMap((locale) => (text[locale] ? [[locale, text[locale]]] : [])))

const optionalText = (name: string, text: DraftText, locales: readonly string[]): object => {
  const filled = filledTexts(text, locales)
  return Object.keys(filled).length === 0 ? {} : { [name]: filled }
}

/**
 * Returns a minimum or maximum length as an object with one property, which is empty if nothing was typed. Keeps a text that is
 * not a number unchanged, so that the validation reports it.
 */
const length = (name: string, typed: string): object => {
  const text = typed.trim()
  return text === '' ? {} : { [name]: /^\d+$/.test(text) ? Number(text) : text }
}

/** Returns the first or the last date as an object with one property, which is empty if nothing was typed. */
const dateBound = (name: string, typed: string): object => {
  const text = typed.trim().toLowerCase()
  return text === '' ? {} : { [name]: text }
}

/** Returns the draft in the contract's format, without validating it. */
export const templateBodyOf = (draft: Draft): unknown => {
  const { locales, accent, logo } = draft
  const theme = { ...(accent !== '' && { accent }), ...(logo !== '' && { logo }) }
  return {
    defaultLocale: draft.defaultLocale,
    title: filledTexts(draft.title, locales),
    ...optionalText('intro', draft.intro, locales),
    ...optionalText('submitLabel', draft.submitLabel, locales),
    ...(Object.keys(theme).length > 0 && { theme }),
    questions: draft.questions.map(({ id, type, label, hint, required, masked, offTheRecord, ...rest }) => ({
      ...{ id, type, label: filledTexts(label, locales), required, masked, offTheRecord },
      ...optionalText('hint', hint, locales),
      ...(type === 'choice' && {
        options: rest.options.map((option) => ({ value: option.value, label: filledTexts(option.label, locales) })),
      }),
      ...length('minLength', rest.minLength),
      ...length('maxLength', rest.maxLength),
      ...(type === 'date' && { ...dateBound('earliest', rest.earliest), ...dateBound('latest', rest.latest) }),
    })),
  }
}
