/** Names languages for the person who edits, for example `German` for `de`. */
import { pageLocales } from '../../shared/page-locales.ts'
import { language } from '../messages/current.ts'

/** Returns the name of a language in the language of the page, or the tag if it has no name. */
export const languageName = (locale: string, inLanguage: string = language): string => {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(locale) ?? locale
  } catch {
    return locale
  }
}

/** The languages to offer: those of the visitor's page, which has messages of its own in them. */
export const offeredLocales: readonly string[] = [...pageLocales, 'en-GB', 'en-AU', 'pt-BR']

/** Returns the tag for what was typed: the name of an offered language, or a tag. */
export const localeOf = (typed: string, inLanguage: string = language): string => {
  const text = typed.trim()
  const named = offeredLocales.find((each) => languageName(each, inLanguage).toLowerCase() === text.toLowerCase())
  return named ?? text
}
