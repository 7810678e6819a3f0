/** In which way a visitor writes numbers and dates: English is not written alike in London and in New York. */
import { languageOf } from './direction.ts'

/**
 * The first of the locales that is of the page's language and names a region; without one, the language itself. The form's own
 * locale comes first, then what the browser is set to.
 */
export const formatLocaleFor = (pageLocale: string, locales: readonly (string | undefined)[]): string => {
  const isOfRegion = (locale: string) => {
    const { language, region } = languageOf(locale)
    return region !== undefined && language === languageOf(pageLocale).language
  }
  return locales.find((locale) => locale !== undefined && isOfRegion(locale)) ?? pageLocale
}
