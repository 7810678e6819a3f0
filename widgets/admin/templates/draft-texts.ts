/** The texts of a draft, and in which languages they are missing. */
import type { Draft, DraftText } from './draft.ts'

export interface PlacedText {
  readonly kind: 'title' | 'intro' | 'submitLabel' | 'label' | 'hint' | 'option'
  /** The dotted path of the text in the contract, without the language. */
  readonly field: string
  readonly text: DraftText
  /** The number of the question, if the text belongs to one. */
  readonly question?: number
  /** The number of the option, if the text belongs to one. */
  readonly option?: number
}

const textsOf = (draft: Draft): readonly PlacedText[] => [
  { kind: 'title', field: 'title', text: draft.title },
  { kind: 'intro', field: 'intro', text: draft.intro },
  { kind: 'submitLabel', field: 'submitLabel', text: draft.submitLabel },
  ...draft.questions.flatMap(({ type, label, hint, options }, index): readonly PlacedText[] => {
    const path = `questions.${index}`
    const question = index + 1
    return [
      { kind: 'label', field: `${path}.label`, text: label, question },
      { kind: 'hint', field: `${path}.hint`, text: hint, question },
      ...(type === 'choice' ? options : []).map((option, place) => ({
        ...{ kind: 'option' as const, field: `${path}.options.${place}.label`, text: option.label },
        ...{ question, option: place + 1 },
      })),
    ]
  }),
]

export const isFilled = (text: DraftText, locale: string): boolean => (text[locale] ?? '').trim() !== ''

/** Returns the texts that every language needs: those that are not optional, and those that a language has. */
export const neededTexts = (draft: Draft): readonly PlacedText[] =>
  textsOf(draft).filter(
    ({ kind, text }) =>
      kind === 'title' ||
      kind === 'label' ||
      kind === 'option' ||
      draft.locales.some((locale) => isFilled(text, locale)),
  )

export const missingTexts = (draft: Draft, locale: string): readonly PlacedText[] =>
  neededTexts(draft).filter(({ text }) => !isFilled(text, locale))

/** Returns how many of the needed texts a language has. */
export const completenessOf = (draft: Draft, locale: string): { readonly filled: number; readonly total: number } => {
  const total = neededTexts(draft).length
  return { filled: total - missingTexts(draft, locale).length, total }
}

/** Copies the missing texts of a language from the default language. Returns how many it has copied. */
export const copyMissingTexts = (draft: Draft, locale: string): number => {
  const copied = missingTexts(draft, locale).filter(({ text }) => isFilled(text, draft.defaultLocale))
  for (const { text } of copied) text[locale] = text[draft.defaultLocale] ?? ''
  return copied.length
}
