/** The languages of the administration page (BCP 47). */
export const adminLanguages = ['en', 'de', 'fr'] as const
export type AdminLanguage = (typeof adminLanguages)[number]

/** Returns the name of a language in another language, for example “Deutsch” for `de` in `de`. */
export const languageName = (tag: string, inLanguage: string): string =>
  new Intl.DisplayNames([inLanguage], { type: 'language' }).of(tag) ?? tag
