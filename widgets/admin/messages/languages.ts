/** The languages of the administration page (BCP 47). */
export const adminLanguages = ['en', 'de', 'fr'] as const
export type AdminLanguage = (typeof adminLanguages)[number]

/** Returns the name of a language in itself, for example “Français” for `fr`. In a list, it begins with a capital letter. */
export const languageName = (tag: string): string => {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
