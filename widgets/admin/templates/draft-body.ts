/** Converts a draft into the contract's format. Empty texts are omitted, and missing ids are generated. */
import type { Draft, DraftQuestion, DraftText } from './draft.ts'
import { slugOf, uniqueId } from './slug.ts'

const filledTexts = (text: DraftText, locales: readonly string[]): DraftText =>
  Object.fromEntries(locales.flatMap((locale) => (text[locale]?.trim() ? [[locale, text[locale]]] : [])))

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

const dateBound = (name: string, typed: string): object => {
  const text = typed.trim().toLowerCase()
  return text === '' ? {} : { [name]: text }
}

/** Returns an id for each item: its own, or one that is generated from its text and that no other item has. */
const generatedIds = (
  items: readonly { readonly id: string; readonly text: string }[],
  fallback: string,
): readonly string[] => {
  const taken = new Set(items.map(({ id }) => id))
  return items.map(({ id, text }, index) => {
    if (id !== '') return id
    const generated = uniqueId(slugOf(text, `${fallback}-${index + 1}`), taken)
    taken.add(generated)
    return generated
  })
}

/** Returns the id of each question. */
export const questionIdsOf = ({ questions, defaultLocale }: Draft): readonly string[] =>
  generatedIds(
    questions.map(({ id, label }) => ({ id, text: label[defaultLocale] ?? '' })),
    'question',
  )

/** Returns the stored value of each option of a question. */
export const optionValuesOf = ({ options }: DraftQuestion, defaultLocale: string): readonly string[] =>
  generatedIds(
    options.map(({ value, label }) => ({ id: value, text: label[defaultLocale] ?? '' })),
    'option',
  )

/** Returns the draft in the contract's format, without validating it. */
export const templateBodyOf = (draft: Draft): unknown => {
  const { locales, accent, logo } = draft
  const theme = { ...(accent !== '' && { accent }), ...(logo !== '' && { logo }) }
  const ids = questionIdsOf(draft)
  return {
    defaultLocale: draft.defaultLocale,
    title: filledTexts(draft.title, locales),
    ...optionalText('intro', draft.intro, locales),
    ...optionalText('submitLabel', draft.submitLabel, locales),
    ...(Object.keys(theme).length > 0 && { theme }),
    questions: draft.questions.map((question, index) => {
      const { type, label, hint, required, masked, offTheRecord, ...rest } = question
      const values = optionValuesOf(question, draft.defaultLocale)
      return {
        ...{ id: ids[index], type, label: filledTexts(label, locales), required, masked, offTheRecord },
        ...optionalText('hint', hint, locales),
        ...(type === 'choice' && {
          options: rest.options.map((option, place) => ({
            value: values[place],
            label: filledTexts(option.label, locales),
          })),
        }),
        ...length('minLength', rest.minLength),
        ...length('maxLength', rest.maxLength),
        ...(type === 'date' && { ...dateBound('earliest', rest.earliest), ...dateBound('latest', rest.latest) }),
      }
    }),
  }
}
