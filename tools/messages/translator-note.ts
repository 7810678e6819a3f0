/** The advice for the translator of one text: what `messages.ts` says about it, and the terms of the glossary. */
import type { PageLocale } from '../../widgets/shared/page-locales.ts'
import { glossary } from '../../widgets/visitor/messages/glossary.ts'
import type { Unit } from './units.ts'

/** Returns the terms of an English text with their translations. */
const termsOf = (english: string, locale: PageLocale): readonly string[] => {
  const translations = new Map(Object.entries(glossary[locale].terms))
  return Object.entries(glossary.en.terms)
    .filter(([, term]) => new RegExp(`\\b${term}`, 'i').test(english))
    .map(([key, term]) => `${term}: ${translations.get(key)}`)
}

/**
 * Returns the note, or undefined if there is nothing to say.
 * @param comments the comments of `messages.ts`, by the id of the message
 */
export const translatorNote = (
  { id, source, category }: Unit,
  comments: ReadonlyMap<string, string>,
  locale: PageLocale,
): string | undefined => {
  const message = category === undefined ? id : id.slice(0, -category.length - 1)
  const comment = comments.get(message)
  const terms = locale === 'en' ? [] : termsOf(source, locale)
  const parts = [
    ...(comment === undefined ? [] : [comment]),
    ...(terms.length === 0 ? [] : [`Terms: ${terms.join(', ')}.`]),
  ]
  return parts.length === 0 ? undefined : parts.join(' ')
}
